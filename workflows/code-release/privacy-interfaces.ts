import { answerPrivacy, type PrivacyAnswer } from '../../messages/code-release.ts';
import { setUpPrivacyInterfaces } from '../account-setup/privacy-interfaces.ts';
import { listenFor } from '../hints.ts';
import type { Process } from '../process.ts';
import type { Release } from './commit.ts';

/** What is done where WeChat refuses code for its privacy interfaces (61040). */
export type PrivacyInterfaces = {
  /** Whether the submission says that they are not used. */
  unused(): boolean;
  /** Does what was declared for this, else waits for a person; `lacking` are the interfaces as WeChat names them. */
  settle(lacking: readonly string[]): Promise<void>;
};

/** Opens the action `privacy`; call it before the first await. */
export const openPrivacyInterfaces = (process: Process, release: Release): PrivacyInterfaces => {
  const pushes = listenFor('wxaPrivacyApply');
  let answer: PrivacyAnswer | undefined = release.privacyInterfaces;
  let waiting = false;
  let unused = false;
  process.actions.on(answerPrivacy, {
    refuse: () => (waiting ? undefined : 'WeChat has not refused this release for its privacy interfaces.'),
    apply: ({ guide, unused: not, apply }) => {
      answer = { ...(guide ? { guide } : {}), ...(not ? { unused: true } : {}), ...(apply ? { apply } : {}) };
    },
  });

  /** The guide is completed before every submission that follows, so that this is no more than a word to go on. */
  const settleBy = async ({ unused: not, apply = [] }: PrivacyAnswer) => {
    if (not) unused = true;
    if (apply.length === 0) return;
    const { kind, note } = await setUpPrivacyInterfaces({
      ...{ process, name: 'privacyInterfaces', appid: release.appid, pushes },
      timings: { ...release.timings, copyLife: 0, domainPoll: 0 },
      wish: apply,
      // They name addresses and no files.
      bring: async (declared) => ({ ready: declared }),
      categoriesOpen: () => false,
    });
    if (kind === 'refused') process.progress.note('submit', note);
  };

  return {
    unused: () => unused,
    settle: async (lacking) => {
      if (!answer) {
        waiting = true;
        const names = lacking.length > 0 ? lacking.join(', ') : 'privacy interfaces';
        const what = `The code uses ${names} without permission or declaration (61040): the action \`privacy\` completes the guide, applies for them or says that they are not used; \`retry\` submits again.`;
        const whatZh = '代码使用了未获权限的隐私接口，请申请开通，或确认未使用';
        await process.park({ what, who: 'ops', whatZh }, () => answer !== undefined);
        waiting = false;
      }
      const given = answer;
      answer = undefined;
      if (given) await settleBy(given);
    },
  };
};
