import { z } from 'zod';
import { event } from '../event.ts';
import { wireNumber } from '../wire.ts';

const decided = { ToUserName: z.string(), FromUserName: z.string(), CreateTime: wireNumber, ret: wireNumber };

/**
 * The audit of a name is over: 2 rejected, 3 passed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/basic-info-management/api_setnickname.html
 */
export const wxaNicknameAudit = event({
  channel: 'authorizer',
  name: 'wxa_nickname_audit',
  payload: z.object({ ...decided, nickname: z.string(), reason: z.string().optional() }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'nickname'],
});

/**
 * The audit of a category is over: 2 rejected, 3 passed.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_addcategory.html
 */
export const wxaCategoryAudit = event({
  channel: 'authorizer',
  name: 'wxa_category_audit',
  payload: z.object({ ...decided, first: wireNumber, second: wireNumber, reason: z.string().optional() }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime', 'first', 'second'],
});
