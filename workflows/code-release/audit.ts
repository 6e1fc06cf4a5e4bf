import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { AuditFact } from '../../activities/facts.ts';
import { auditWithdrawn } from '../../messages/audit-quota.ts';
import { undoRecorded } from '../../messages/authorizer.ts';
import type { CodeReleaseOutcome } from '../../messages/code-release.ts';
import { undo } from '../../messages/code-release.ts';
import { auditDelayed } from '../../messages/rollout-wave.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { unlessCancelled, weChatFailureOf } from '../failures.ts';
import { listenFor } from '../hints.ts';
import { keepScreenshots, type Materials } from '../materials.ts';
import type { Process } from '../process.ts';
import { record } from '../record.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitDetection, type Release } from './commit.ts';
import { type Doors, turnWithin } from './doors.ts';
import { extrasOf } from './extras.ts';
import { completePrivacyGuide } from './privacy.ts';
import { openPrivacyInterfaces } from './privacy-interfaces.ts';
import { openSpeedUp } from './speed-up.ts';
import { submitOnce } from './submission.ts';
import { isBarred, openTurn } from './turn.ts';
import { tellWave } from './wave.ts';

const [passed, rejected, underAudit, withdrawn, delayed] = [0, 1, 2, 3, 4] as const;
const isOpen = (status: number) => status === underAudit || status === delayed;

/** What WeChat decided. */
export type Decision =
  /** `unwanted`: somebody asked to withdraw it, and WeChat had decided before or did not allow it. */
  | { readonly kind: 'passed'; readonly unwanted: boolean }
  | Omit<Extract<CodeReleaseOutcome, { kind: 'rejected' }>, 'auditid'>
  | Omit<Extract<CodeReleaseOutcome, { kind: 'withdrawn' }>, 'auditid'>;

/** The audit of one release. */
export type Audit = {
  /** Submits, once, and answers the audit's id. */
  submit(): Promise<number>;
  /** Waits for WeChat's decision, or for our own withdrawal. */
  decision(auditid: number): Promise<Decision>;
  /** What a cancelled process leaves behind at WeChat. */
  leftOpen(): { openAudit?: number; note?: string };
};

/** Opens the audit's handlers; call it before the first await. */
export const openAudit = (process: Process, release: Release, materials: Materials, doors: Doors): Audit => {
  const { appid, timings } = release;
  const turn = turnWithin(openTurn(process, release), doors);
  const speedUp = openSpeedUp(process, release, () => open !== undefined);
  const pushes = listenFor('weappAuditSuccess', 'weappAuditFail', 'weappAuditDelay');
  let open: number | undefined;
  /** An audit that is not ours and stands in the way of our submission. */
  let blocking: number | undefined;
  let undoAsked = false;
  let unwanted = false;
  const privacy = openPrivacyInterfaces(process, release);
  let broughtAgain = false;
  let undosLeft: number | undefined;
  process.actions.on(undo, {
    refuse: () => ((open ?? blocking) === undefined ? 'No audit of this account is under way.' : undefined),
    apply: () => {
      undoAsked = true;
      unwanted ||= open !== undefined;
    },
  });

  const left = () => (undosLeft === undefined ? '' : `; ${undosLeft} withdrawals are left`);
  const awaitChange = (auditid: number, known: number, until: number, what = `Audit ${auditid}`) =>
    waitForFact(process, {
      waitingFor: { what: `${what}${known === delayed ? ', delayed by WeChat' : ''}${left()}`, who: 'wechat' },
      until,
      every: timings.auditPoll,
      hints: pushes,
      or: () => undoAsked || (auditid === open && speedUp.isDue()),
      ask: (facts, asking) => facts.awaitAudit({ ...asking, appid, auditid, known }),
    });

  /** Withdraws the audit; where WeChat does not allow it the wait for its decision goes on. */
  const withdraw = async (auditid: number) => {
    undoAsked = false;
    const withdrawn = await sendOnce<{ withdrawn: boolean }>(process, {
      what: `Withdraw audit ${auditid}`,
      lookUpAfter: timings.lookUpAfter,
      send: async () => {
        await wxOnce(`Withdraw audit ${auditid}`).undoAudit(appid, {});
        return { withdrawn: true };
      },
      landed: async () => {
        const { status } = await wx('Is the audit still open?').getAuditStatus(appid, { auditid });
        return isOpen(status) ? undefined : { withdrawn: true };
      },
      refused: async ({ hint }) => {
        process.progress.note(auditid === blocking ? 'submit' : 'audit', `Not withdrawn: ${hint}`);
        return { answer: { withdrawn: false } };
      },
    });
    if (!withdrawn.withdrawn) return;
    await record(appid, undoRecorded);
    await auditQuota().signal(auditWithdrawn).catch(unlessCancelled);
  };

  return {
    submit: async () => {
      open = await submitOnce(process, release, {
        extras: () => extrasOf(process, release, { materials, unused: privacy.unused() }),
        ready: (facts) => {
          undosLeft = facts.undosLeft;
        },
        turn,
        mended: async (failure) => {
          const { errcode } = failure;
          if (errcode === 61039) await awaitDetection(process, release);
          else if (errcode === 85009) await othersDecided();
          else if (errcode === 61040) await settlePrivacy();
          // A copy that WeChat has forgotten is brought again, once: what it refuses twice is wrong in another way.
          else if (errcode === 85092 && !broughtAgain) {
            broughtAgain = true;
            materials.forget();
          } else return isBarred(failure);
          return true;
        },
      });
      return open;
    },

    decision: async (auditid) => {
      let until = Date.now() + timings.auditWindow;
      for (let known: number = underAudit; ; ) {
        const change = await awaitChange(auditid, known, until);
        if (change && !isOpen(change.status)) {
          open = undefined;
          await speedUp.end();
          if (change.status === passed) return { kind: 'passed', unwanted };
          return change.status === rejected ? rejectedBy(change) : closed(change);
        }
        if (change) {
          known = change.status;
          process.progress.note('audit', change.status === delayed ? `Delayed: ${change.reason}` : 'Under audit');
          if (change.status === delayed) tellWave(release, auditDelayed);
        } else if (undoAsked) {
          await withdraw(auditid);
        } else if (speedUp.isDue()) {
          await speedUp.go(auditid);
        } else {
          const what = `WeChat has not decided audit ${auditid} in its time: retry asks again, undo withdraws it.`;
          const seen = pushes.received.length;
          const woken = () => undoAsked || speedUp.isDue() || pushes.received.length > seen;
          await process.pause(timings.auditWindow, { what, who: 'ops' }, woken);
          until = Date.now() + timings.auditWindow;
        }
      }
    },

    leftOpen: () =>
      open === undefined
        ? {}
        : {
            openAudit: open,
            note: `Audit ${open} was left open at WeChat: the next release waits for it, or withdraws it by undo.`,
          },
  };

  async function rejectedBy({ reason, screenshots }: AuditFact): Promise<Decision> {
    return { kind: 'rejected', reason, screenshots: await keepScreenshots(appid, screenshots) };
  }

  /** Looks what the detection found, does something about it, and completes the guide for it. */
  async function settlePrivacy(): Promise<void> {
    const { found } = await awaitDetection(process, release);
    await privacy.settle([...new Set([...found.without_auth_list, ...found.without_conf_list])]);
    await completePrivacyGuide(process, release, await awaitDetection(process, release));
  }

  /** Another audit blocks ours, of a cancelled release perhaps: waits until it is closed, by us where `undo` is asked. */
  async function othersDecided(): Promise<void> {
    const other = await latestAudit(appid);
    if (!other || !isOpen(other.status)) {
      return process.pause(timings.lookUpAfter, { what: waitsFor('another audit'), who: 'wechat' });
    }
    const { auditid } = other;
    blocking = auditid;
    try {
      const until = Date.now() + timings.auditWindow;
      const waiting = `${waitsFor(`audit ${auditid}`)} (undo withdraws it)`;
      const change = await awaitChange(auditid, other.status, until, waiting);
      if (!change && !undoAsked) {
        const what = `Audit ${auditid} still blocks this one: retry submits again, undo withdraws it.`;
        await process.park({ what, who: 'ops' }, () => undoAsked);
      }
      if (undoAsked) await withdraw(auditid);
    } finally {
      blocking = undefined;
      undoAsked = false;
    }
  }
};

const auditQuota = () => getExternalWorkflowHandle(workflowIds.auditQuota());

const waitsFor = (other: string) => `Submission waits for ${other} of this account to close`;

const closed = (audit: AuditFact): Decision => {
  const note =
    audit.status === withdrawn ? 'The audit was withdrawn.' : `WeChat closed it with status ${audit.status}.`;
  return { kind: 'withdrawn', note };
};

/** The account's latest audit, or `undefined` where nothing was ever submitted. */
export const latestAudit = async (appid: string) => {
  try {
    return await wx('Read the latest audit').getLatestAuditStatus(appid, {});
  } catch (error) {
    const { errcode } = weChatFailureOf(error);
    if (errcode === 85058 || errcode === 86001) return undefined;
    throw error;
  }
};
