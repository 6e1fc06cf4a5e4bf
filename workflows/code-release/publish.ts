import { proxyActivities } from '@temporalio/workflow';
import type { ReleaseActivities, ReleaseSent } from '../../activities/release-sending.ts';
import { type CodeReleaseInput, releaseNow } from '../../messages/code-release.ts';
import { callTimeouts } from '../call-timeouts.ts';
import { facts } from '../facts.ts';
import { ranOut } from '../failures.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx } from '../wechat.ts';
import { isOurs, type Release } from './commit.ts';
import type { Doors } from './doors.ts';

/** A person's word that the approved version may go online. */
export type Approval = {
  given(): boolean;
  readonly secondPerson: boolean;
  /** Asks for it, also where the release would be automatic. */
  ask(): void;
};

/** Opens the action `release`; call it before the first await. */
export const openApproval = (
  process: Process,
  { release: mode, secondPerson = false, request }: CodeReleaseInput,
): Approval => {
  let given = mode === 'auto' && !secondPerson;
  let asked = false;
  process.actions.on(releaseNow, {
    refuse: ({ by }) => {
      if (!asked || given) return 'No approved version of this release waits for a person.';
      const same = secondPerson && by === request.by;
      return same ? `This release is to be approved by a second person, and ${by} started it.` : undefined;
    },
    apply: () => {
      given = true;
    },
  });
  return {
    given: () => given,
    secondPerson,
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
  const who = approval.secondPerson ? ', of another person than started it,' : '';
  const what = `${why}: the action \`release\`${who} puts it online, \`cancel\` leaves it.`;
  while (!approval.given()) await process.park({ what, who: 'ops' }, approval.given);
};

const releasing = (summary: string) =>
  proxyActivities<ReleaseActivities>({ ...callTimeouts, summary, retry: { maximumAttempts: 1 } });

/** Puts the approved version online, for a part of the users where a percentage is given, once, after making sure that what WeChat would publish is ours and may go online. */
export const publish = async (
  process: Process,
  release: Release,
  doors: Doors,
  auditid: number,
  percentage?: number,
): Promise<void> => {
  const { appid } = release;
  for (;;) {
    const done = await sendOnce(process, {
      what: 'Release',
      lookUpAfter: release.timings.lookUpAfter,
      send: async () => {
        await doors.pass('release');
        return releasing(`Release ${release.userVersion}`).releaseApproved({
          ...{ appid, auditid },
          ...(percentage === undefined ? {} : { percentage }),
        });
      },
      landed: async () => {
        if (percentage !== undefined) {
          const { gray_release_plan: plan } = await wx('Does the staged release run?').getGrayReleasePlan(appid, {});
          return plan?.status === 1 && (plan.gray_percentage ?? 0) >= percentage ? sent : undefined;
        }
        const { release_info: online } = await wx('Is it online already?').getVersionInfo(appid, {});
        const ours = isOurs(release, { version: online?.release_version, desc: online?.release_desc });
        return ours ? sent : undefined;
      },
    });
    if (done.kind === 'sent') return;
    await settleGate(process, release, auditid, done);
  }
};

const sent: ReleaseSent = { kind: 'sent' };

/** Waits until what kept the version from going online may be over. */
export const settleGate = async (
  process: Process,
  release: Release,
  auditid: number,
  gate: Exclude<ReleaseSent, { kind: 'sent' }>,
): Promise<void> => {
  if (gate.kind === 'not-filed') return awaitFiled(process, release, gate.status);
  const { latest } = gate;
  const what = `The latest audit is ${latest?.auditid ?? 'none'} with status ${latest?.status ?? '-'}, not our approved ${auditid}: retry once that is settled, or cancel.`;
  await process.park({ what, who: 'ops' });
};

/** Waits until the filing stands elsewhere. */
const awaitFiled = async (process: Process, { appid, timings }: Release, status: number): Promise<void> => {
  const words = 'The account is not filed (备案), and only then may it go online';
  await waitForFact(process, {
    waitingFor: { what: `${words}.`, who: 'merchant', whatZh: '小程序完成备案后才能发布，请先完成备案' },
    until: Date.now() + timings.auditWindow,
    every: timings.auditPoll,
    ask: (facts, asking) => facts.awaitFiled({ ...asking, appid, known: status }),
  });
};

/** WeChat publishes at once; what is not there after some minutes is looked at by a person. */
const readBackWindow = 5 * 60_000;

/** Reads back until the version that is online is ours; `releasedAt` is ISO 8601. */
export const readBack = async (
  process: Process,
  release: Release,
): Promise<{ userVersion: string; releasedAt: string }> => {
  const asking = { appid: release.appid, every: 5_000, hinted: false, ...markOf(release) };
  for (;;) {
    // Nobody need be able to end this short wait, so it takes no timer of its own.
    const online = await facts('Read the released version back', { remaining: readBackWindow, every: asking.every })
      .awaitOnline(asking)
      .catch((error: unknown) => {
        if (ranOut(error)) return undefined;
        throw error;
      });
    if (online) return { userVersion: online.version, releasedAt: new Date(online.releasedAt * 1000).toISOString() };
    const what = 'WeChat accepted the release, yet the online version is another: look.';
    await process.pause(10 * 60_000, { what, who: 'ops' });
  }
};

/** By what the online version is known as ours. */
const markOf = ({ templateId, tag, userVersion }: Release) =>
  templateId === undefined ? { version: userVersion } : { tag };
