import { releaseNow } from '../../messages/code-release.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { latestAudit } from './audit.ts';
import type { Release } from './commit.ts';

/** A person's word that the approved version may go online. */
export type Approval = {
  given(): boolean;
  /** Asks for it, also where the release would be automatic. */
  ask(): void;
};

/** Opens the action `release`; call it before the first await. */
export const openApproval = (process: Process, mode: 'auto' | 'manual'): Approval => {
  let given = mode === 'auto';
  let asked = false;
  process.actions.on(releaseNow, {
    refuse: () => (asked && !given ? undefined : 'No approved version of this release waits for a person.'),
    apply: () => {
      given = true;
    },
  });
  return {
    given: () => given,
    ask: () => {
      given = false;
      asked = true;
    },
  };
};

/** Waits for a person where the release is manual, or where somebody had wanted the version back. */
export const awaitApproval = async (process: Process, approval: Approval, unwanted: boolean): Promise<void> => {
  if (approval.given() && !unwanted) return process.progress.skip('approval', 'The release is automatic.');
  approval.ask();
  const why = unwanted ? 'The audit passed and could not be withdrawn' : 'The audit passed';
  const what = `${why}: the action \`release\` puts it online, \`cancel\` leaves it.`;
  while (!approval.given()) await process.park({ what, who: 'ops' }, approval.given);
};

/** Puts the approved version online, once, after making sure that what WeChat would publish is ours. */
export const publish = async (process: Process, release: Release, auditid: number): Promise<void> => {
  const { appid, tag } = release;
  await sendOnce(process, {
    what: 'Release',
    lookUpAfter: release.timings.lookUpAfter,
    send: async () => {
      await oursIsApproved(process, appid, auditid);
      return wxOnce(`Release ${release.userVersion}`).release(appid, {});
    },
    landed: async () => {
      const { release_info: online } = await wx('Is it online already?').getVersionInfo(appid, {});
      return online?.release_desc.includes(tag) ? {} : undefined;
    },
  });
};

/** WeChat publishes the last approved version, whoever submitted it: the latest audit must be this one, and passed. */
const oursIsApproved = async (process: Process, appid: string, auditid: number): Promise<void> => {
  for (;;) {
    const latest = await process.attempt(() => latestAudit(appid));
    if (latest?.auditid === auditid && latest.status === 0) return;
    const what = `The latest audit is ${latest?.auditid ?? 'none'} with status ${latest?.status ?? '-'}, not our approved ${auditid}: retry once that is settled, or cancel.`;
    await process.park({ what, who: 'ops' });
  }
};

/** Reads back until the version that is online is ours; `releasedAt` is ISO 8601. */
export const readBack = async (
  process: Process,
  release: Release,
): Promise<{ userVersion: string; releasedAt: string }> => {
  for (;;) {
    const online = await waitForFact(process, {
      waitingFor: { what: 'The released version to be read back', who: 'wechat' },
      until: Date.now() + 5 * 60_000,
      every: 5_000,
      ask: (facts, asking) => facts.awaitOnline({ ...asking, appid: release.appid, tag: release.tag }),
    });
    if (online) return { userVersion: online.version, releasedAt: new Date(online.releasedAt * 1000).toISOString() };
    const what = 'WeChat accepted the release, yet the online version is another: look.';
    await process.pause(10 * 60_000, { what, who: 'ops' });
  }
};
