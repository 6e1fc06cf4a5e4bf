import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { uploadIcpMedia } from '../../wechat/endpoints/record.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

type Upload = z.output<typeof uploadIcpMedia.request>;

/** A file for a filing. */
export type IcpMedia = {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The kind of certificate it was said to show. */
  readonly certificateType: number | undefined;
};

const endings = { image: /\.(jpe?g|png|gif|bmp)$/i, video: /\.mp4$/i };
const fields = /^icp_(subject|applets|materials)\../;

/** Keeps a file for a filing; gives its id. Refuses: 40004 another kind than said, 40097 a field that no filing has. */
export const keepIcpMedia = async (account: Account, upload: Upload): Promise<string> => {
  const { type, media } = upload;
  if (media.size === 0 || !endings[type].test(media.name)) throw new Refusal(40004);
  if (!fields.test(upload.icp_order_field)) throw new Refusal(40097, 'icp_order_field');
  const mediaId = randomBytes(57).toString('base64url');
  account.filing.media.set(mediaId, {
    contentType: type === 'image' ? 'image/jpeg' : 'video/mp4',
    bytes: new Uint8Array(await media.arrayBuffer()),
    certificateType: upload.certificate_type,
  });
  return mediaId;
};

/** Finds a file. Refuses: 86205 unknown. */
export const icpMediaOf = ({ filing }: Account, mediaId: string): IcpMedia => {
  const media = filing.media.get(mediaId);
  if (!media) throw new Refusal(86205);
  return media;
};
