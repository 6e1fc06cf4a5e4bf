import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { rejected } from '../error-class.ts';
import { binaryAnswer, wireNumber } from '../wire.ts';
import { fileErrors } from './shapes/media-errors.ts';

/**
 * Uploads a file for this account, which WeChat keeps for 3 days: an image (PNG, JPEG or GIF of 2 MB; 10 MB is said too,
 * unconfirmed), a video (MP4 of 10 MB) or a voice (AMR or MP3 of 2 MB).
 * @see https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html
 */
export const uploadTempMedia = endpoint({
  method: 'POST',
  path: '/cgi-bin/media/upload',
  token: 'authorizer',
  permission: [1, 3, 8, 9, 11, 19, 30, 31, 100],
  request: z.object({ type: z.enum(['image', 'video', 'voice']), media: z.file() }),
  query: ['type'],
  response: z.object({ type: z.string().optional(), media_id: z.string(), created_at: wireNumber.optional() }),
  body: 'multipart',
  repeatable: true,
  timeout: 30_000,
  errors: fileErrors,
});

/**
 * A permanent file of the account, such as a screenshot of a rejected audit. Only images are read: for a video or an
 * article WeChat answers JSON.
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_getmaterial.html
 */
export const getMaterial = endpoint({
  method: 'POST',
  path: '/cgi-bin/material/get_material',
  token: 'authorizer',
  permission: [3, 11, 18, 30, 31, 100],
  request: z.object({ media_id: z.string() }),
  response: binaryAnswer,
  answer: 'binary',
  repeatable: true,
  errors: { 40007: rejected('The account has no file of this id, or no longer.', '该账号没有此 media_id 的素材') },
});
