import { patched } from '@temporalio/workflow';
import type { AuditFact } from '../../activities/facts.ts';
import type { CodeReleaseOutcome } from '../../messages/code-release.ts';
import { undo } from '../../messages/code-release.ts';
import { weChatFailureOf } from '../failures.ts';
import { listenFor } from '../hints.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitDetection, type Release } from './commit.ts';
import { isBarred, openTurn } from './turn.ts';

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
export const openAudit = (process: Process, release: Release): Audit => {
  const { appid, tag, timings } = release;
  const turn = openTurn(process, release);
  const pushes = listenFor('weappAuditSuccess', 'weappAuditFail', 'weappAuditDelay');
  let open: number | undefined;
  /** An audit that is not ours and stands in the way of our submission. */
  let blocking: number | undefined;
  let undoAsked = false;
  let unwanted = false;
  process.actions.on(undo, {
    refuse: () => ((open ?? blocking) === undefined ? 'No audit of this account is under way.' : undefined),
    apply: () => {
      undoAsked = true;
      unwanted ||= open !== undefined;
    },
  });

  const awaitChange = (auditid: number, known: number, until: number, what = `Audit ${auditid}`) =>
    waitForFact(process, {
      waitingFor: { what: `${what}${known === delayed ? ', delayed by WeChat' : ''}`, who: 'wechat' },
      until,
      every: timings.auditPoll,
      hints: pushes,
      or: () => undoAsked,
      ask: (facts, asking) => facts.awaitAudit({ ...asking, appid, auditid, known }),
    });

  /** Withdraws the audit; where WeChat does not allow it the wait for its decision goes on. */
  const withdraw = async (auditid: number) => {
    undoAsked = false;
    await sendOnce(process, {
      what: `Withdraw audit ${auditid}`,
      lookUpAfter: timings.lookUpAfter,
      send: () => wxOnce(`Withdraw audit ${auditid}`).undoAudit(appid, {}),
      landed: async () => {
        const { status } = await wx('Is the audit still open?').getAuditStatus(appid, { auditid });
        return isOpen(status) ? undefined : {};
      },
      refused: async ({ hint }) => {
        process.progress.note(auditid === blocking ? 'submit' : 'audit', `Not withdrawn: ${hint}`);
        return { answer: {} };
      },
    });
  };

  return {
    submit: async () => {
      const before = await process.attempt(() => latestAudit(appid));
      const submitting = sendOnce(process, {
        what: 'Submit for audit',
        lookUpAfter: timings.lookUpAfter,
        send: async () => {
          const items = await categoryItems(process, appid);
          const note = { version_desc: release.userDesc };
          const what = `Submit ${release.userVersion} for audit`;
          const submission = { item_list: items, ...note };
          // A release that began before there were turns submits at once.
          if (!patched('audit-quota')) return wxOnce(what).submitAudit(appid, submission);
          return turn.submit(submission, what);
        },
        landed: async () => {
          const latest = await latestAudit(appid);
          const ours = latest !== undefined && latest.auditid !== before?.auditid && latest.user_desc?.includes(tag);
          if (!ours) return undefined;
          await turn.used();
          return { auditid: latest.auditid };
        },
        refused: async (failure) => {
          if (failure.errcode === 61039) await awaitDetection(process, release);
          else if (failure.errcode === 85009) await othersDecided();
          else if (!isBarred(failure)) return undefined;
          return 'again';
        },
      });
      const { auditid } = await submitting.finally(() => turn.giveBack());
      open = auditid;
      return auditid;
    },

    decision: async (auditid) => {
      let until = Date.now() + timings.auditWindow;
      for (let known: number = underAudit; ; ) {
        const change = await awaitChange(auditid, known, until);
        if (change && !isOpen(change.status)) {
          open = undefined;
          return change.status === passed ? { kind: 'passed', unwanted } : closed(change);
        }
        if (change) {
          known = change.status;
          process.progress.note('audit', change.status === delayed ? `Delayed: ${change.reason}` : 'Under audit');
        } else if (undoAsked) {
          await withdraw(auditid);
        } else {
          const what = `WeChat has not decided audit ${auditid} in its time: retry asks again, undo withdraws it.`;
          const seen = pushes.received.length;
          const woken = () => undoAsked || pushes.received.length > seen;
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

const waitsFor = (other: string) => `Submission waits for ${other} of this account to close`;

const closed = (audit: AuditFact): Decision => {
  if (audit.status === rejected) return { kind: 'rejected', reason: audit.reason, screenshots: audit.screenshots };
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

/** The approved categories as items of the submission, 5 at most. */
const categoryItems = async (process: Process, appid: string) => {
  for (;;) {
    const { category_list: categories } = await process.attempt(() =>
      wx('Read the approved categories').getAllCategoryName(appid, {}),
    );
    if (categories.length > 0) return categories.slice(0, 5);
    await process.park({
      what: 'The account has no approved category (类目); add one, then retry.',
      who: 'merchant',
      whatZh: '小程序还没有已通过审核的服务类目，请在微信公众平台的「设置」中添加。',
    });
  }
};
