import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { notYet } from '../error-class.ts';
import { acknowledged, wireList, wireNumber } from '../wire.ts';

/**
 * Applies for an order page (订单页) for up to 100 accounts at once. What became of each comes as
 * `order_path_apply_result_notify`, the review's result as `order_path_audit_result_notify`. `test_pwd` is a password for
 * the reviewers.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_applysetorderpathinfo.html
 */
export const applySetOrderPathInfo = endpoint({
  method: 'POST',
  path: '/wxa/security/applysetorderpathinfo',
  token: 'component',
  request: z.object({
    batch_req: z.object({
      appid_list: z.array(z.string().min(1)).min(1).max(100),
      path: z.string().min(1),
      img_list: z.array(z.string()).optional(),
      video: z.string().optional(),
      test_account: z.string().optional(),
      test_pwd: z.string().optional(),
      test_remark: z.string().optional(),
    }),
  }),
  response: acknowledged,
  repeatable: false,
  secret: true,
});

/**
 * The order page of an account: the one online (0) or the one last applied for (1), with the review's status: 2 under
 * review, 3 rejected, 4 passed. WeChat's page says POST, one SDK sends GET; 61041, without a page or before the review
 * ends, is in live answers and not on the page.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_getorderpathinfo.html
 */
export const getOrderPathInfo = endpoint({
  method: 'POST',
  path: '/wxa/security/getorderpathinfo',
  token: 'authorizer',
  permission: [18],
  request: z.object({ info_type: z.literal([0, 1]) }),
  response: z.object({
    msg: z
      .object({
        path: z.string().optional(),
        img_list: wireList(z.string()),
        video: z.string().optional(),
        test_account: z.string().optional(),
        test_pwd: z.string().optional(),
        test_remark: z.string().optional(),
        status: wireNumber.optional(),
        apply_time: wireNumber.optional(),
      })
      .optional(),
  }),
  repeatable: true,
  secret: true,
  errors: { 61041: notYet('The account has no order page yet.', '尚未设置订单页') },
});
