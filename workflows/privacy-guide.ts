import type { PrivacyGuide } from '../messages/authorizer.ts';
import type { Endpoints } from '../wechat/client.ts';
import type { RequestOf, ResponseOf } from '../wechat/endpoint.ts';

/** A guide as WeChat keeps it. */
export type WeChatGuide = ResponseOf<Endpoints['getPrivacySetting']>;
type Setting = Omit<RequestOf<Endpoints['setPrivacySetting']>, 'privacy_ver'>;

/** What to set, or what nobody has declared. */
export type CompletedGuide =
  | { readonly kind: 'completed'; readonly setting: Setting; readonly added: readonly string[] }
  | { readonly kind: 'incomplete'; readonly lacking: readonly string[] };

/** Stands among what is lacking where nobody is named who answers for the guide. */
export const ownerLacking = 'owner and notice_method';

/** The keys the code was found to use and the guide has no words for. */
export const missingIn = (guide: WeChatGuide): string[] => {
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
    return { kind: 'incomplete', lacking: owner?.notice_method ? lacking : [...lacking, ownerLacking] };
  }
  const added = Object.fromEntries(missing.map((key) => [key, words[key] ?? '']));
  return { kind: 'completed', setting: settingWith(trial, added, owner), added: missing };
};

/** What makes the trial version's guide say all that was declared; `undefined` where it does. */
export const declaredSetting = (trial: WeChatGuide, { settings, owner }: PrivacyGuide): Setting | undefined => {
  const texts = textsOf(trial);
  const same = Object.entries(settings).every(([key, text]) => texts[key] === text);
  const changed = changedOwner(trial, owner);
  return same && !changed ? undefined : settingWith(trial, settings, changed ?? { ...trial.owner_setting, ...owner });
};

/** The owner as declared, beside what else a guide says of the owner; `undefined` where it is so already. */
export const changedOwner = (
  { owner_setting: before }: WeChatGuide,
  owner: PrivacyGuide['owner'],
): Setting['owner_setting'] | undefined => {
  const fields = ['contact_phone', 'contact_email', 'contact_qq', 'contact_weixin', 'store_expire_timestamp'] as const;
  const same = [...fields, 'notice_method' as const].every((field) => (before?.[field] ?? '') === (owner[field] ?? ''));
  if (same) return undefined;
  const { ext_file_media_id, store_region } = before ?? {};
  return {
    ...owner,
    ...(ext_file_media_id ? { ext_file_media_id } : {}),
    ...(store_region ? { store_region } : {}),
  };
};

/** The whole guide with these texts and this owner: WeChat replaces what is not sent. */
const settingWith = (
  trial: WeChatGuide,
  texts: Readonly<Record<string, string>>,
  owner: Setting['owner_setting'],
): Setting => ({
  setting_list: Object.entries({ ...textsOf(trial), ...texts }).map(([privacy_key, privacy_text]) => ({
    privacy_key,
    privacy_text,
  })),
  owner_setting: owner,
  ...(trial.sdk_privacy_info_list?.length ? { sdk_privacy_info_list: trial.sdk_privacy_info_list } : {}),
});

const textsOf = (guide: PrivacyGuide | WeChatGuide): Readonly<Record<string, string>> =>
  'settings' in guide
    ? guide.settings
    : Object.fromEntries(guide.setting_list.map((setting) => [setting.privacy_key, setting.privacy_text]));

const ownerOf = (guide: PrivacyGuide | WeChatGuide) => ('settings' in guide ? guide.owner : guide.owner_setting);
