import type { PartResult } from '../../messages/account-setup.ts';
import { type PrivacyGuide, privacyGuideRecorded } from '../../messages/authorizer.ts';
import { onlineGuide } from '../online-guide.ts';
import { changedOwner, declaredSetting, missingIn } from '../privacy-guide.ts';
import { record } from '../record.ts';
import { wx } from '../wechat.ts';
import type { Part } from './part.ts';

/**
 * Makes the privacy guide (用户隐私保护指引) say what is declared: the account's record, from which releases complete it, the
 * trial version's, which holds with the next release, and at once who answers for the online one.
 */
export const setUpPrivacyGuide = async ({ appid, wish }: Part<PrivacyGuide>): Promise<PartResult> => {
  await record(appid, privacyGuideRecorded, wish);
  const trial = await wx('Read the privacy guide of the trial version').getPrivacySetting(appid, { privacy_ver: 2 });
  const setting = declaredSetting(trial, wish);
  if (setting) await wx('Set the privacy guide').setPrivacySetting(appid, { privacy_ver: 2, ...setting });
  const online = await onlineGuide(appid);
  const owner = online?.owner_setting && changedOwner(online, wish.owner);
  if (owner)
    await wx('Set the owner of the online guide').setPrivacySetting(appid, { privacy_ver: 1, owner_setting: owner });
  const nameless = missingIn(trial).filter((key) => !wish.settings[key]);
  if (nameless.length > 0) {
    const note = `The trial version uses ${nameless.join(', ')}, for which nobody has declared words.`;
    return { kind: 'refused', note };
  }
  if (setting) return { kind: 'changed', note: 'The guide is set, and holds with the next release.' };
  if (owner) return { kind: 'changed', note: 'Who answers for the guide holds at once.' };
  return { kind: 'unchanged', note: 'The guide says so already.' };
};
