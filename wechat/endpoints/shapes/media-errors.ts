import { bug, provider } from '../../error-class.ts';

/** What WeChat says of a media id that it does not take. */
export const mediaErrors = {
  40007: provider(
    'A media id is invalid: older than 3 days, or uploaded for another account; upload it again.',
    '素材 media_id 无效或已过期，请重新上传',
  ),
} as const;

/** What WeChat says of a file that it does not take. */
export const fileErrors = {
  40004: bug('The type of media is unknown.', '媒体类型不合法'),
  40005: provider(
    'The format of the file is not taken, or its name ends otherwise; an image is PNG, JPEG or GIF.',
    '文件格式不支持，或后缀名不符；图片须为 PNG、JPEG 或 GIF',
  ),
  40006: provider('The file is too large; make it smaller.', '文件大小超过限制，请压缩'),
  40009: provider('The image is too large; it may have 2 MB.', '图片大小超过 2MB，请压缩'),
  41005: bug('The file is missing.', '缺少媒体文件'),
} as const;
