import type * as section from '../../wechat/endpoints/wxverifyicp.ts';
import { payLink } from '../pages/verifying.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { smsStatus } from '../world/filing.ts';
import { procedureStatus } from '../world/procedure.ts';

/** Verification and ICP filing in one (认证及备案). */
export const wxverifyicp = {
  submitAuthAndIcp: ({ auth_data, ...application }, { world, account, origin, changed }) => {
    const { procedureId, status } = world.verifying.authAndIcp.submit(account, auth_data, application);
    changed();
    return {
      procedure_id: procedureId,
      ...(status === procedureStatus.toBePaid ? { pay_url: `${origin}${payLink(procedureId)}` } : {}),
      hints: [],
    };
  },

  queryAuthAndIcp: ({ procedure_id }, { world, account }) => {
    const procedure = world.verifying.authAndIcp.find(procedure_id);
    if (procedure?.appid !== account.appid) throw new Refusal(86328);
    const { status, orderid, refillReason, failReason, hints, auditData } = procedure;
    const { refill, failed, noFilingOrder, platformRejected, bureauRejected, bureauReviews } = procedureStatus;
    const rejected = status === platformRejected || status === bureauRejected;
    const { sms } = account.filing;
    return {
      procedure_status: status,
      ...(orderid ? { orderid } : {}),
      ...(status === refill && refillReason ? { refill_reason: refillReason } : {}),
      ...(status === failed && failReason ? { fail_reason: failReason } : {}),
      icp_audit: {
        hints: status === noFilingOrder ? [...hints] : [],
        audit_data: rejected ? [...auditData] : [],
        ...(status === bureauReviews && sms !== smsStatus.none ? { sms_verify_status: sms } : {}),
      },
    };
  },
} satisfies Slots<typeof section>;
