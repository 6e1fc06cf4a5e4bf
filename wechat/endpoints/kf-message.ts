import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, rejected } from '../error-class.ts';
import { acknowledged } from '../wire.ts';

/**
 * Sends a user who wrote within the last 48 h a customer-service message (客服消息), five for each message of theirs. The
 * answer to the publish check holds an authorization code, and all others are private, so the call counts as secret. The
 * errcodes are those seen in practice; whether the page names more is (unconfirmed), as are the fields of a mini program's card.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/kf-mgnt/kf-message/sendCustomMessage.html
 */
export const sendCustomMessage = endpoint({
  method: 'POST',
  path: '/cgi-bin/message/custom/send',
  token: 'authorizer',
  permission: [1, 6, 19, 59, 100, 101],
  request: z.object({
    touser: z.string().min(1),
    msgtype: z.enum(['text', 'image', 'link', 'miniprogrampage']),
    /** With `msgtype` text; so are the others named. */
    text: z.object({ content: z.string().min(1) }).optional(),
    image: z.object({ media_id: z.string().min(1) }).optional(),
    link: z.object({ title: z.string(), description: z.string(), url: z.string(), thumb_url: z.string() }).optional(),
    miniprogrampage: z.object({ title: z.string(), pagepath: z.string(), thumb_media_id: z.string() }).optional(),
  }),
  response: acknowledged,
  repeatable: false,
  secret: true,
  errors: {
    40003: bug('The openid is not one of a user of this account.', '不合法的 OpenID'),
    45015: rejected('The user wrote longer than 48 h ago, or not at all.', '回复时间超过限制'),
    45047: rejected('The messages that answer the last one of the user are used up.', '客服接口下行条数超过上限'),
  },
});
