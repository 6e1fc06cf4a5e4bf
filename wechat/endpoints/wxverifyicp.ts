import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { rejected } from '../error-class.ts';
import { wireNumber, wireText } from '../wire.ts';
import { authData } from './shapes/auth-data.ts';
import { authErrors } from './shapes/auth-errors.ts';
import { icpAuditData, icpErrors, icpHints, icpOrder } from './shapes/icp-order.ts';

/**
 * Asks for verification and ICP filing in one, for people and enterprises that have neither, after a face check made
 * along with it; also submits again what was rejected (18, 21, 23, 25). `pay_url` comes with `pay_type` 2, good for a
 * day. A refusal's `hints` name the fields.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/wxverifyicp/api_submitauthandicp.html
 */
export const submitAuthAndIcp = endpoint({
  method: 'POST',
  path: '/wxa/sec/submit_auth_and_icp',
  token: 'authorizer',
  permission: [18],
  request: z.object({ auth_data: authData.extend({ taskid: z.string().min(1).optional() }), ...icpOrder }),
  response: z.object({ procedure_id: wireText, pay_url: z.string().optional(), hints: icpHints }),
  refusal: z.object({ hints: icpHints, procedure_id: wireText.optional() }),
  repeatable: false,
  timeout: 30_000,
  // Its page's list was not found; these are the filing's codes (86202 with hints was seen here), and those of the same data
  // in a verification alone (unconfirmed here).
  errors: { ...icpErrors, ...authErrors },
});

/**
 * A verification with filing. `procedure_status`: 15 to be paid, 16 paid, 17 verification under audit, 18 to be
 * refilled, 19 verified, 20 failed for good, 21 no filing order, 22 platform reviews, 23 rejects, 24 bureau reviews, 25
 * rejects, 26 done; 9 phone check passed, 27 expired, 28 ended, 29 filing withdrawn are known from code only.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/wxverifyicp/api_queryauthandicp.html
 */
export const queryAuthAndIcp = endpoint({
  method: 'POST',
  path: '/wxa/sec/query_auth_and_icp',
  token: 'authorizer',
  permission: [18],
  request: z.object({ procedure_id: z.string().min(1) }),
  response: z.object({
    procedure_status: wireNumber,
    orderid: wireText.optional(),
    refill_reason: wireText.optional(),
    fail_reason: wireText.optional(),
    icp_audit: z
      .object({
        hints: icpHints,
        audit_data: icpAuditData,
        /** 1 waiting, 2 done, 3 timed out; only while the bureau reviews. */
        sms_verify_status: wireNumber.optional(),
      })
      .optional(),
  }),
  repeatable: true,
  // Its page's list was not found; the code of the other look-ups.
  errors: { 86328: rejected('There is no such procedure of this account.', '流程不存在') },
});
