/**
 * Events that an account's users cause by using it. They come by the thousand and no process waits for one, so it is
 * decided to ignore them; every other undeclared event is kept for people to look at.
 * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html
 */
const chatter: ReadonlySet<string> = new Set([
  'CLICK',
  'LOCATION',
  'SCAN',
  'VIEW',
  'subscribe',
  'subscribe_msg_change_event',
  'subscribe_msg_popup_event',
  'subscribe_msg_sent_event',
  'unsubscribe',
  'user_enter_tempsession',
  'view_miniprogram',
]);

/** Sent by hand from the console's tool, to see whether pushes arrive; it says nothing. */
const trialPush = 'debug_demo';

/** Why an undeclared event is ignored, where that is decided. */
export const whyIgnored = (event: string): string | undefined => {
  if (chatter.has(event)) return `A user caused ${event}; no rule forwards it.`;
  return event === trialPush ? 'Somebody tried pushes out with the console; no rule forwards it.' : undefined;
};
