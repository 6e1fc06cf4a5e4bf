import { eachOf } from '../each-of.ts';
import type { BareRelease } from './bare-calls.ts';

/** Runs a version out to all merchants, so many in flight. */
export type BareRun = (release: BareRelease, appids: readonly string[], inFlight: number) => Promise<void>;

/**
 * A bare loop, as generous as it can be: who is submitted leaves its place to the next, and waits for its audit and goes
 * online beside it.
 */
export const bareLoop: BareRun = async ({ prepare, submit, audited, release }, appids, inFlight) => {
  const online: Promise<void>[] = [];
  await eachOf(appids, inFlight, async (appid) => {
    await prepare(appid);
    const auditid = await submit(appid);
    online.push(audited(appid, auditid).then(() => release(appid)));
  });
  await Promise.all(online);
};

/** A batch: every step for all merchants, and the next only when the last of them is done. */
export const stepByStep: BareRun = async ({ prepare, submit, audited, release }, appids, inFlight) => {
  const audits = new Map<string, number>();
  await eachOf(appids, inFlight, prepare);
  await eachOf(appids, inFlight, async (appid) => {
    audits.set(appid, await submit(appid));
  });
  await Promise.all([...audits].map(([appid, auditid]) => audited(appid, auditid)));
  await eachOf(appids, inFlight, release);
};
