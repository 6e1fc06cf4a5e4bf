import { type CodeReleaseInput, override } from '../../messages/code-release.ts';
import type { Finding, Preflight, PreflightAsked } from '../../messages/release-preflight.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import type { Release } from './commit.ts';

/** The checks of a release before anything is sent. */
export type PreflightChecks = {
  /**
   * Checks until nothing fails that stands in the way of these steps, or somebody said to go on. The ext.json to commit, and
   * whether nothing of the account is online.
   */
  pass(before: readonly Finding['before'][]): Promise<Preflight>;
};

/** Opens the action `override`; call it before the first await. */
export const openPreflight = (process: Process, release: Release): PreflightChecks => {
  let failing = false;
  let overridden = false;
  process.actions.on(override, {
    refuse: () => (failing ? undefined : 'No check of this release has failed.'),
    apply: () => {
      overridden = true;
    },
  });
  return {
    pass: async (before) => {
      for (;;) {
        const checked = await process.attempt(() =>
          reads('Check before anything is sent').checkRelease(preflightOf(release)),
        );
        const failures = checked.findings.filter((one) => one.level === 'fail' && before.includes(one.before));
        process.progress.note('preflight', summaryOf(checked.findings));
        const [worst] = failures;
        if (!worst || overridden) return checked;
        failing = true;
        const what = `${failures.map(({ hint }) => hint).join(' ')} \`retry\` checks again, \`override\` goes on all the same.`;
        const hints = failures.map(({ check, hint }) => ({ field: check, problem: hint }));
        const { hintZh: whatZh, lacks } = worst;
        const forMerchant = { ...(whatZh ? { whatZh } : {}), ...(lacks ? { lacks } : {}) };
        await process.park({ what, who: worst.who ?? 'ops', hints, ...forMerchant }, () => overridden);
        failing = false;
      }
    },
  };
};

/** What the checks of a release go by. */
export const preflightOf = (release: Omit<CodeReleaseInput, 'timings' | 'request'>): PreflightAsked => {
  const { appid, templateId, userVersion, ext, variables, gray, categories, ugcDeclare } = release;
  return {
    appid,
    userVersion,
    ...(templateId === undefined ? {} : { templateId }),
    ...(ext ? { ext } : {}),
    ...(variables ? { variables } : {}),
    ...(gray ? { gray: true } : {}),
    ...(ugcDeclare ? { ugc: true } : {}),
    ...(categories ? { categories: categories.map(({ first_id, second_id }) => ({ first_id, second_id })) } : {}),
  };
};

/** What is not as it should be, in words. */
const summaryOf = (findings: readonly Finding[]): string => {
  const passed = findings.filter(({ level }) => level === 'pass').length;
  const rest = findings
    .filter(({ level }) => level !== 'pass')
    .map(({ level, check, hint }) => `${level} ${check}: ${hint}`);
  return [`${passed} of ${findings.length} checks passed.`, ...rest].join(' ');
};
