import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { isKept, keepFile } from './temp-files.ts';

const megabyte = 1024 * 1024;

const beginsWith =
  (...beginnings: readonly string[]) =>
  (bytes: Uint8Array) =>
    beginnings.some((beginning) => Buffer.from(bytes.subarray(0, 12)).toString('latin1').startsWith(beginning));

/** What a file of each type may be, and the errcode of one that is larger. */
const types = {
  image: { is: beginsWith('\x89PNG', '\xff\xd8\xff', 'GIF8'), most: 2 * megabyte, errcode: 40009 },
  video: { is: (bytes: Uint8Array) => beginsWith('ftyp')(bytes.subarray(4)), most: 10 * megabyte, errcode: 40006 },
  voice: { is: beginsWith('#!AMR', 'ID3', '\xff\xfb'), most: 2 * megabyte, errcode: 40006 },
};
/** A type of media, as the query names it. */
export type MediaType = keyof typeof types;

/** Keeps a file for an account. Refuses: 40005 another format, 40006 and 40009 too large. */
export const keepMedia = ({ settings }: Account, type: MediaType, bytes: Uint8Array, clock: Clock): string => {
  const { is, most, errcode } = types[type];
  if (!is(bytes)) throw new Refusal(40005);
  if (bytes.length > most) throw new Refusal(errcode);
  return keepFile(settings.media, type, clock);
};

/** Refuses what is no image of the account's own that is still there: 40007. */
export const checkImage = ({ settings }: Account, mediaId: string, clock: Clock): void => {
  if (!isKept(settings.media, 'image', mediaId, clock)) throw new Refusal(40007);
};

/** Refuses a media id that is none of the account's permanent files, which are the screenshots of its audits: 40007. */
export const checkMaterial = ({ code }: Account, mediaId: string): void => {
  if (!code.audits.some(({ screenshot }) => screenshot?.split('|').includes(mediaId))) throw new Refusal(40007);
};
