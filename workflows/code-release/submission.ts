import type { LatestAudit, SubmissionFacts } from '../../activities/release-facts.ts';
import type { Endpoints } from '../../wechat/client.ts';
import type { RequestOf } from '../../wechat/endpoint.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { reads } from '../facts.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';
import { latestAudit } from './audit.ts';
import { isOurs, type Release } from './commit.ts';
import type { Turn } from './turn.ts';

/** What is sent to submit a version. */
export type SubmitRequest = RequestOf<Endpoints['submitAudit']>;
type Facts = SubmissionFacts;

/** How a submission is sent. */
export type Submitting = {
  /** What goes along with it beside the categories. */
  readonly extras: () => Promise<Omit<SubmitRequest, 'item_list'>>;
  /** What was read directly before. */
  readonly ready: (facts: Facts) => void;
  /** Whether a refusal was dealt with, so that it is sent again. */
  readonly mended: (failure: WeChatFailure) => Promise<boolean>;
  /** The provider's month gives each submission its turn. */
  readonly turn: Turn;
};

/** Submits the trial version, once; the audit's id. */
export const submitOnce = async (process: Process, release: Release, how: Submitting): Promise<number> => {
  const { appid, userVersion } = release;
  let before: Facts | undefined;
  const submitting = sendOnce(process, {
    what: 'Submit for audit',
    lookUpAfter: release.timings.lookUpAfter,
    send: async () => {
      // What is read is read directly before: a turn may be waited for until the next month.
      await how.turn.take();
      const facts = await readSubmission(process, release);
      before ??= facts;
      how.ready(facts);
      const request = { item_list: itemsOf(release, facts), ...(await how.extras()) };
      return how.turn.submit(request, `Submit ${userVersion} for audit`);
    },
    landed: async () => {
      const latest = await latestAudit(appid);
      if (!latest || !isNewAndOurs(release, latest, before?.latest)) return undefined;
      await how.turn.used();
      return { auditid: latest.auditid };
    },
    refused: async (failure) => ((await how.mended(failure)) ? 'again' : undefined),
  });
  const { auditid } = await submitting.finally(() => how.turn.giveBack());
  return auditid;
};

const isNewAndOurs = (release: Release, latest: LatestAudit, before: LatestAudit | undefined): boolean =>
  latest.auditid !== before?.auditid && isOurs(release, { version: latest.user_version, desc: latest.user_desc });

/** What is read directly before a submission, once the account has a category for it. */
const readSubmission = async (process: Process, { appid }: Release): Promise<Facts> => {
  for (;;) {
    const facts = await process.attempt(() => reads('Read what the submission goes by').readSubmission(appid));
    if (facts.categories.length > 0) return facts;
    await process.park({
      what: 'The account has no approved category (类目); add one, then retry.',
      who: 'merchant',
      whatZh: '小程序还没有已通过审核的服务类目，请在微信公众平台的「设置」中添加。',
    });
  }
};

/** The chosen categories, or the approved ones; 5 at most. */
const itemsOf = ({ categories: chosen }: Release, { categories }: Facts): SubmitRequest['item_list'] =>
  chosen ? [...chosen] : categories.slice(0, 5);
