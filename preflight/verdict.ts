import type { Finding, PreflightAsked } from '../messages/release-preflight.ts';
import type { ExtProblem } from '../wechat/ext-json/types.ts';
import type { Read, ReleaseFacts } from './gather.ts';

/** What a release is judged by: what was read, and what is wrong with its ext.json. */
export type JudgedFacts = ReleaseFacts & { readonly problems: readonly ExtProblem[] };

/** What one check says. */
export type Verdict = Omit<Finding, 'check' | 'before'>;
/** One check, and before which step it would be in the way. */
export type Check = {
  readonly before: Finding['before'];
  readonly judge: (facts: JudgedFacts, asked: PreflightAsked) => Verdict;
};

/** Nothing is wrong. */
export const pass = (hint: string): Verdict => ({ level: 'pass', hint });
/** It goes on, and somebody should know. */
export const warn = (hint: string, who?: Finding['who']): Verdict => ({ level: 'warn', hint, ...(who ? { who } : {}) });
/** It would not succeed, until somebody mends it. */
export const fail = (who: NonNullable<Finding['who']>, hint: string): Verdict => ({ level: 'fail', hint, who });

/** The verdict on what was read; what WeChat does not tell is no reason to stop. */
export const of = <T>(fact: Read<T>, judge: (value: T) => Verdict): Verdict => {
  if ('value' in fact) return judge(fact.value);
  const { hint, errcode } = fact.refused;
  return warn(`WeChat does not tell: ${hint}${errcode === undefined ? '' : ` (${errcode})`}`);
};
