import type { Finding, PreflightAsked } from '../messages/release-preflight.ts';
import { commitChecks } from './commit-checks.ts';
import { laterChecks } from './later-checks.ts';
import type { JudgedFacts } from './verdict.ts';

/** Judges what a release has to go by; pure. */
export const judge = (facts: JudgedFacts, asked: PreflightAsked): Finding[] =>
  Object.entries({ ...commitChecks, ...laterChecks }).map(([check, { before, judge }]) => ({
    check,
    before,
    ...judge(facts, asked),
  }));
