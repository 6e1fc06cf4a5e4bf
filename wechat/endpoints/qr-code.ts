import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, provider, slowDown } from '../error-class.ts';
import { binaryAnswer } from '../wire.ts';

const colour = z.number().int().min(0).max(255);
const look = {
  width: z.number().int().min(280).max(1280).optional(),
  auto_color: z.boolean().optional(),
  line_color: z.object({ r: colour, g: colour, b: colour }).optional(),
  is_hyaline: z.boolean().optional(),
  env_version: z.enum(['release', 'trial', 'develop']).optional(),
};
const common = {
  40189: bug('The width is 280 to 1280.', 'width 须为 280–1280'),
  45063: merchant('The account may not make QR codes.', '暂无生成小程序码的权限'),
  85096: bug('scancode_time is reserved by WeChat.', 'scancode_time 为系统保留参数'),
};

/**
 * The code (小程序码) of a page with its query, as JPEG, or as PNG where it is transparent. It never expires; an account
 * has 100,000 of them in all.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getqrcode.html
 */
export const getQRCode = endpoint({
  method: 'POST',
  path: '/wxa/getwxacode',
  token: 'authorizer',
  permission: [17],
  request: z.object({ path: z.string().min(1).max(1024), ...look }),
  response: binaryAnswer,
  answer: 'binary',
  repeatable: false,
  errors: {
    ...common,
    40159: bug('The path is longer than 1024 characters, empty, or not JSON.', 'path 长度不合法'),
    45029: provider(
      "The account's 100,000 codes are used up; use getUnlimitedQRCode.",
      '小程序码总数已达上限，请改用 getUnlimitedQRCode',
    ),
  },
});

/**
 * A code with a `scene` of up to 32 characters (digits, letters and some signs), as many as wanted, 5,000 a minute. The
 * page must be online unless `check_path` is false.
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getunlimitedqrcode.html
 */
export const getUnlimitedQRCode = endpoint({
  method: 'POST',
  path: '/wxa/getwxacodeunlimit',
  token: 'authorizer',
  permission: [17],
  request: z.object({
    scene: z.string().min(1).max(32),
    page: z.string().optional(),
    check_path: z.boolean().optional(),
    ...look,
  }),
  response: binaryAnswer,
  answer: 'binary',
  repeatable: true,
  errors: {
    ...common,
    40129: bug('The scene holds a sign that is not allowed.', 'scene 含有不支持的字符'),
    40169: bug('The scene is longer than 32 characters, or not JSON.', 'scene 长度不合法'),
    41030: provider(
      'Name a page that is online, without a slash before or a query behind it.',
      'page 不存在或小程序未发布；page 前不加 /，后不带参数',
    ),
    45009: slowDown('More than 5,000 codes in this minute.', '调用分钟频率受限'),
  },
});
