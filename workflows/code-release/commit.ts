import type { CodeReleaseInput } from '../../messages/code-release.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';

/** A release with the tag by which its commit, audit and online version are known. */
export type Release = CodeReleaseInput & { readonly tag: string };

/** The detection takes minutes; after an hour something is wrong. */
const detectionWindow = 3_600_000;

/** Uploads the template as trial version, once: another commit would restart the detection. */
export const commitTemplate = async (process: Process, release: Release): Promise<void> => {
  const { appid, tag } = release;
  await sendOnce(process, {
    what: `Commit template ${release.templateId}`,
    lookUpAfter: release.timings.lookUpAfter,
    send: () =>
      wxOnce(`Commit template ${release.templateId} as ${release.userVersion}`).commit(appid, {
        template_id: release.templateId,
        ext_json: JSON.stringify({ ...release.ext, extAppid: appid }),
        user_version: release.userVersion,
        user_desc: `${release.userDesc} ${tag}`,
      }),
    landed: async () => ((await isTrialVersion(release)) ? {} : undefined),
  });
};

/** Whether the trial version at WeChat is the one that this release committed. */
export const isTrialVersion = async ({ appid, tag }: Release): Promise<boolean> => {
  const { exp_info: trial } = await wx('Is the trial version ours?').getVersionInfo(appid, {});
  return trial?.exp_desc.includes(tag) === true;
};

/** Waits until the privacy detection of the commit has finished; before that a submission is refused (61039). */
export const awaitDetection = async (process: Process, release: Release): Promise<void> => {
  for (;;) {
    const found = await waitForFact(process, {
      waitingFor: { what: 'Privacy detection of the commit (隐私接口检测)', who: 'wechat' },
      until: Date.now() + detectionWindow,
      every: release.timings.detectionPoll,
      ask: (facts, asking) => facts.awaitDetection({ ...asking, appid: release.appid }),
    });
    if (found) {
      const lacking = [...found.without_auth_list, ...found.without_conf_list];
      if (lacking.length > 0)
        process.progress.note('detection', `Without permission or declaration: ${lacking.join(', ')}`);
      return;
    }
    await process.pause(detectionWindow, { what: 'The privacy detection did not finish within an hour.', who: 'ops' });
  }
};
