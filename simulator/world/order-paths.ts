import type { z } from 'zod';
import type { applySetOrderPathInfo } from '../../wechat/endpoints/basic-info-management-order-path.ts';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import type { Account } from './accounts.ts';

type Batch = z.output<typeof applySetOrderPathInfo.request>['batch_req'];

/** The status of a review of an order page, as WeChat numbers it. */
export const orderPathStatus = { underReview: 2, rejected: 3, passed: 4 } as const;

/** An order page (订单页) that was applied for. */
export type OrderPath = Omit<Batch, 'appid_list'> & {
  readonly audit_id: number;
  /** Unix seconds. */
  readonly apply_time: number;
  status: 2 | 3 | 4;
};

/** The order page of an account: the one last applied for, and the one online. */
export type OrderPaths = { audited?: OrderPath; online?: OrderPath };

/** The applications for order pages. */
export type OrderPathReviews = {
  /** Applies for each account, tells the platform what became of each, and hands them to the reviewer. */
  apply(batch: Batch): void;
};

/** What becomes of an account's application. */
const retCode = { underReview: 0, repeated: 1, noSuchAccount: -2, notAuthorized: 30001 } as const;
/** The permission set for development (开发与数据分析). */
const development = 18;

/** Makes the reviews. */
export const createOrderPathReviews = (deps: {
  readonly clock: Clock;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly reviewer: People['orderPathReviewer'];
  readonly pushes: Pushes;
}): OrderPathReviews => {
  const { clock, accounts, reviewer, pushes } = deps;
  let lastId = 12_000;

  const decide = ({ appid, orderPaths }: Account, applied: OrderPath, does: ActOf<'orderPathReviewer'>): Done => {
    if (does === 'ignore') return silently(false);
    applied.status = orderPathStatus[does === 'pass' ? 'passed' : 'rejected'];
    if (does === 'pass') orderPaths.online = applied;
    const { audit_id, status, apply_time } = applied;
    const reason = does === 'pass' ? '' : '订单页无法访问';
    const list = [{ appid, audit_id, status, apply_time, audit_time: pushes.seconds(), reason }];
    return { settled: true, told: pushes.toPlatform('orderPathAuditResultNotify', { list }) };
  };
  const apply = (appid: string, { appid_list: _all, ...page }: Batch) => {
    const account = accounts.get(appid);
    if (!account) return { appid, ret_code: retCode.noSuchAccount };
    if (!account.authorized || !account.permissionSets.includes(development)) {
      return { appid, ret_code: retCode.notAuthorized };
    }
    if (account.orderPaths.audited?.status === orderPathStatus.underReview) {
      return { appid, ret_code: retCode.repeated };
    }
    lastId += 1;
    const { underReview } = orderPathStatus;
    const applied: OrderPath = { ...page, audit_id: lastId, apply_time: clock.seconds(), status: underReview };
    account.orderPaths.audited = applied;
    reviewer.ask({ appid, act: (does) => decide(account, applied, does) });
    return { appid, audit_id: lastId, ret_code: retCode.underReview };
  };

  return {
    apply: (batch) => {
      const list = batch.appid_list.map((appid) => apply(appid, batch));
      void pushes.toPlatform('orderPathApplyResultNotify', { list });
    },
  };
};
