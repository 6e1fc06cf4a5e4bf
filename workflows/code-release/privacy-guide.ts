import type { PrivacyGuide } from '../../messages/authorizer.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { RequestOf, ResponseOf } from '../../wechat/endpoint.ts';

/** A guide as WeChat keeps it. */
export type WeChatGuide = ResponseOf<Endpoints['getPrivacySetting']>;
type Setting = Pick<RequestOf<Endpoints['setPrivacySetting']>, 'setting_list' | 'owner_setting'>;

/** What to set, or what nobody has declared. */
export type CompletedGuide =
  | { readonly kind: 'completed'; readonly setting: Setting; readonly added: readonly string[] }
  | { readonly kind: 'incomplete'; readonly lacking: readonly string[] };

/** The keys the code was found to use and the guide has no words for. */
const missingIn = (guide: WeChatGuide): string[] => {
  const texts = textsOf(guide);
  return guide.privacy_list.filter((key) => !texts[key]);
};

const namesOwner = (guide: WeChatGuide): boolean => Boolean(guide.owner_setting?.notice_method);

/** Whether the guide names all that the code was found to use, and who answers for it. */
export const isComplete = (guide: WeChatGuide): boolean =>
  missingIn(guide).length === 0 && (namesOwner(guide) || guide.privacy_list.length === 0);

/** Adds to the trial version's guide what the code was found to use, in the words that were declared for it. */
export const completedGuide = (
  trial: WeChatGuide,
  declared: PrivacyGuide | WeChatGuide | undefined,
): CompletedGuide => {
  const missing = missingIn(trial);
  const words = declared ? textsOf(declared) : {};
  const owner = namesOwner(trial) ? trial.owner_setting : declared && ownerOf(declared);
  const lacking = missing.filter((key) => !words[key]);
  if (lacking.length > 0 || !owner?.notice_method) {
    return { kind: 'incomplete', lacking: owner?.notice_method ? lacking : [...lacking, 'owner and notice_method'] };
  }
  const complete = { ...textsOf(trial), ...Object.fromEntries(missing.map((key) => [key, words[key] ?? ''])) };
  const list = Object.entries(complete).map(([privacy_key, privacy_text]) => ({ privacy_key, privacy_text }));
  return { kind: 'completed', setting: { setting_list: list, owner_setting: owner }, added: missing };
};

const textsOf = (guide: PrivacyGuide | WeChatGuide): Readonly<Record<string, string>> =>
  'settings' in guide
    ? guide.settings
    : Object.fromEntries(guide.setting_list.map((setting) => [setting.privacy_key, setting.privacy_text]));

const ownerOf = (guide: PrivacyGuide | WeChatGuide) => ('settings' in guide ? guide.owner : guide.owner_setting);
