import type { FactActivities } from '../../activities/facts.ts';
import type { CodeReleaseInput } from '../../messages/code-release.ts';
import type { ExtJson } from '../../wechat/ext-json/types.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';

/** A release with the tag by which its commit, audit and online version are known. */
export type Release = CodeReleaseInput & { readonly tag: string };

/** The detection takes minutes; after an hour something is wrong. */
const detectionWindow = 3_600_000;

/** A version that WeChat tells of, by whichever names it has there. */
type Told = { readonly version?: string | undefined; readonly desc?: string | undefined };

/** Whether it is this release's: by our tag, or by the version where the code was uploaded by tools. */
export const isOurs = ({ templateId, tag, userVersion }: Release, { version, desc }: Told): boolean =>
  templateId === undefined ? version === userVersion : desc?.includes(tag) === true;

/** Uploads the template as trial version, once: another commit would restart the detection. */
export const commitTemplate = async (process: Process, release: Release, ext: ExtJson): Promise<void> => {
  const { appid, templateId } = release;
  if (templateId === undefined) {
    return process.progress.skip('commit', 'The code was uploaded to the account by tools (directCommit).');
  }
  await sendOnce(process, {
    what: `Commit template ${templateId}`,
    lookUpAfter: release.timings.lookUpAfter,
    send: () =>
      wxOnce(`Commit template ${templateId} as ${release.userVersion}`).commit(appid, {
        template_id: templateId,
        ext_json: JSON.stringify({ ...ext, extAppid: appid }),
        user_version: release.userVersion,
        user_desc: `${release.userDesc} ${release.tag}`,
      }),
    landed: async () => ((await isTrialVersion(release)) ? {} : undefined),
  });
};

/** Whether the trial version at WeChat is this release's; what tools uploaded need not be one (unconfirmed). */
export const isTrialVersion = async (release: Release): Promise<boolean> => {
  if (release.templateId === undefined) return true;
  const { exp_info: trial } = await wx('Is the trial version ours?').getVersionInfo(release.appid, {});
  return isOurs(release, { version: trial?.exp_version, desc: trial?.exp_desc });
};

/** What the detection of the trial version found, and how its privacy guide stands. */
export type Detected = Awaited<ReturnType<FactActivities['awaitDetection']>>;

/** Waits until the privacy detection of the commit has finished; before that a submission is refused (61039). */
export const awaitDetection = async (process: Process, release: Release): Promise<Detected> => {
  for (;;) {
    const detected = await waitForFact(process, {
      waitingFor: { what: 'Privacy detection of the commit (隐私接口检测)', who: 'wechat' },
      until: Date.now() + detectionWindow,
      every: release.timings.detectionPoll,
      ask: (facts, asking) => facts.awaitDetection({ ...asking, appid: release.appid }),
    });
    if (detected) {
      const lacking = [...detected.found.without_auth_list, ...detected.found.without_conf_list];
      if (lacking.length > 0)
        process.progress.note('detection', `Without permission or declaration: ${lacking.join(', ')}`);
      return detected;
    }
    await process.pause(detectionWindow, { what: 'The privacy detection did not finish within an hour.', who: 'ops' });
  }
};
