import { WorkflowNotFoundError } from '@temporalio/client';
import { unknownAuthorizer } from '../authorizers/find.ts';
import { problemOf } from '../http/problem-of.ts';

/** How many accounts are asked at the same time. */
const atOnce = 8;

/** Does the work for each account, some at the same time; an account where it fails, or that is unknown, has a problem. In their order. */
export const forEachAccount = async <Asked extends { readonly appid: string }, Answer, Kind extends string>(
  accounts: readonly Asked[],
  otherwise: Kind,
  work: (account: Asked) => Promise<Answer>,
) => {
  const one = async (account: Asked) => {
    const { appid } = account;
    try {
      return await work(account);
    } catch (error) {
      const known = error instanceof WorkflowNotFoundError ? unknownAuthorizer(appid) : problemOf(error);
      return { kind: otherwise, appid, problem: known.toJSON() };
    }
  };
  const answers: Awaited<ReturnType<typeof one>>[] = [];
  const left = accounts.entries();
  const takeTurns = async () => {
    for (const [index, account] of left) answers[index] = await one(account);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return answers;
};
