import { CancellationScope, condition, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { NoticeActivities } from '../activities/notices.ts';
import type { Notice, NoticesMemo } from '../messages/notices.ts';
import type { Progress } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';

/** What a process tells the provider's own services. */
export type Notices = {
  /** Tells that the time to act soon ends. */
  remind(what: string): void;
  /** Waits a little until all is told; call it last. */
  told(): Promise<void>;
};

/** The longest that the end of a process waits until its last notice is taken over, in milliseconds. */
const lastWords = 30_000;

const { sendNotice } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
  summary: "Tell the provider's services",
});

/** Whether this process tells notices; those that it starts do so too. */
export const noticesMemo = (): NoticesMemo => (workflowInfo().memo?.notices === true ? { notices: true } : {});

/** Opens the notices; nothing is told where no rule asked for it. Each is told once, in its turn. */
export const openNotices = (view: () => Progress): Notices => {
  if (!noticesMemo().notices) return { remind: () => {}, told: async () => {} };
  const reminders: string[] = [];
  let asked = '';
  let count = 0;
  let underWay = false;
  const asks = () => {
    const { stage, waitingFor } = view();
    if (!waitingFor || waitingFor.who === 'wechat') return asked;
    const { who, what, until } = waitingFor;
    // Ops have no end; that of a pause only begins anew.
    return JSON.stringify([stage, who, what, who === 'merchant' ? until : '']);
  };
  const isDue = () => reminders.length > 0 || asks() !== asked;
  const tell = async () => {
    const what = reminders.shift();
    if (what === undefined) asked = asks();
    count += 1;
    const notice = noticeOf(view(), count, what);
    // A service that is never told may still look: nothing waits for it.
    await sendNotice(notice).catch(() => undefined);
  };
  const loop = async () => {
    for (;;) {
      await condition(isDue);
      underWay = true;
      await tell();
      underWay = false;
    }
  };
  // It ends with the workflow.
  CancellationScope.nonCancellable(loop).catch(() => undefined);
  return {
    remind: (what) => {
      reminders.push(what);
    },
    told: async () => {
      await condition(() => reminders.length === 0 && !underWay, lastWords, { summary: 'Until all is told' });
    },
  };
};

/** A reminder in its own words, else what the process waits for now. */
const noticeOf = ({ stage, attention, waitingFor }: Progress, count: number, reminder: string | undefined): Notice => {
  const { workflowId, runId, workflowType: workflow, typedSearchAttributes: attributes } = workflowInfo();
  const appid = attributes.get(searchAttributes.AppId);
  const merchantId = attributes.get(searchAttributes.MerchantId);
  const { what = '', whatZh, until } = waitingFor ?? {};
  return {
    ...{ kind: reminder === undefined ? 'attention' : 'reminder', id: `${runId}:${count}` },
    ...{ workflowId, runId, workflow, stage, attention, what: reminder ?? what, at: new Date().toISOString() },
    ...(appid ? { appid } : {}),
    ...(merchantId ? { merchantId } : {}),
    ...(whatZh ? { whatZh } : {}),
    ...(until ? { until } : {}),
  };
};
