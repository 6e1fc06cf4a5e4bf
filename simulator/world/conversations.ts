import { hour, type Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** A customer-service message (客服消息) that an account sent; `body` is what stood under its `msgtype`. */
export type SentMessage = { readonly touser: string; readonly msgtype: string; readonly body: unknown };

/** The conversations of an account with its users. */
export type Conversations = {
  /** A user writes: from now on the account may answer. */
  opened(openid: string, now: Instant): void;
  /** The account answers. Refuses: 40003 no openid, 45015 nothing written for 48 h, 45047 more than five answers. */
  answered(message: SentMessage, now: Instant): void;
  /** Everything the account sent, oldest first. */
  sent(): readonly SentMessage[];
};

/** How long a message may be answered, in milliseconds, and how often. */
const window = 48 * hour;
const answersEach = 5;

/** Makes the conversations of a new account. */
export const createConversations = (): Conversations => {
  const open = new Map<string, { readonly until: Instant; left: number }>();
  const sent: SentMessage[] = [];
  return {
    opened: (openid, now) => {
      open.set(openid, { until: now + window, left: answersEach });
    },
    answered: (message, now) => {
      if (!/^o[\w-]{27}$/.test(message.touser)) throw new Refusal(40003);
      const conversation = open.get(message.touser);
      if (!conversation || conversation.until <= now) throw new Refusal(45015);
      if (conversation.left === 0) throw new Refusal(45047);
      conversation.left -= 1;
      sent.push(message);
    },
    sent: () => sent,
  };
};
