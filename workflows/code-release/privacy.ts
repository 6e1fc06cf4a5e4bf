import { reads } from '../facts.ts';
import { onlineGuide } from '../online-guide.ts';
import { completedGuide, isComplete, ownerLacking, type WeChatGuide } from '../privacy-guide.ts';
import type { Process } from '../process.ts';
import { wx } from '../wechat.ts';
import type { Detected, Release } from './commit.ts';

/** Completes the trial version's privacy guide from the declared one, so that it names all that the code uses. */
export const completePrivacyGuide = async (
  process: Process,
  { appid }: Release,
  detected: Omit<Detected, 'found'>,
): Promise<void> => {
  for (let known: typeof detected | undefined = detected; ; known = undefined) {
    // A word that comes while the guides are read may be about them.
    const woken = process.woken();
    const { guide, declared } =
      known ?? (await reads('Read the privacy guide of the trial version').readPrivacy(appid));
    if (isComplete(guide)) {
      return process.progress.skip('privacy', 'The guide names everything the code was found to use.');
    }
    const completed = completedGuide(guide, declared ?? (await onlineGuide(appid)));
    if (completed.kind === 'incomplete') {
      const what = `The privacy guide lacks ${completed.lacking.join(', ')}: declare it for this account, then retry.`;
      const whatZh = `还需说明：${namesOf(guide, completed.lacking).join('、')}`;
      await process.park({ what, who: 'merchant', whatZh }, woken);
      continue;
    }
    await wx('Complete the privacy guide').setPrivacySetting(appid, { privacy_ver: 2, ...completed.setting });
    return process.progress.note('privacy', `Completed: ${completed.added.join(', ')}`);
  }
};

/** What is lacking, as WeChat names it. */
const namesOf = ({ privacy_desc }: WeChatGuide, lacking: readonly string[]): readonly string[] => {
  const names = new Map(privacy_desc?.privacy_desc_list.map((each) => [each.privacy_key, each.privacy_desc]));
  return lacking.map((key) => (key === ownerLacking ? '联系方式与通知方式' : (names.get(key) ?? key)));
};
