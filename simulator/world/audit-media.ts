import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { isKept, keepFile, type TempFiles } from './temp-files.ts';

/** Pictures and videos that an account uploaded for the preview of its submissions (提审素材), by id. */
export type AuditMedia = TempFiles<'image' | 'video'>;

/** An account that has uploaded nothing. */
export const noMedia = (): AuditMedia => new Map();

const megabyte = 1024 * 1024;
const kinds: Readonly<Record<string, 'image' | 'video'>> = {
  png: 'image',
  jpeg: 'image',
  jpg: 'image',
  gif: 'image',
  mp4: 'video',
};
const largest = { image: 2 * megabyte, video: 10 * megabyte };

/** Takes a file. Refuses: 41005 empty, 40005 another format than PNG, JPEG, GIF or MP4, 40006 too large. */
export const uploadMedia = (media: AuditMedia, file: File, clock: Clock) => {
  if (file.size === 0) throw new Refusal(41005);
  // A form without a type for its file says `application/octet-stream`.
  const named = /octet-stream|^$/.test(file.type) ? file.name : file.type;
  const kind = kinds[/\w+$/.exec(named)?.[0].toLowerCase() ?? ''];
  if (!kind) throw new Refusal(40005);
  if (file.size > largest[kind]) throw new Refusal(40006);
  return { type: kind, mediaid: keepFile(media, kind, clock) };
};

/** What a preview holds at most; WeChat does not say. */
const mostPictures = 10;
const mostVideos = 1;

/** Checks the preview of a submission. Refuses: 85093 too many, 85092 an id that is unknown, expired or of the other kind. */
export const checkPreview = (
  media: AuditMedia,
  preview: { readonly video_id_list: readonly string[]; readonly pic_id_list: readonly string[] },
  clock: Clock,
): void => {
  const { pic_id_list: pictures, video_id_list: videos } = preview;
  if (pictures.length > mostPictures || videos.length > mostVideos) throw new Refusal(85093);
  const areKept = (kind: 'image' | 'video', ids: readonly string[]) =>
    ids.every((mediaid) => isKept(media, kind, mediaid, clock));
  if (!areKept('image', pictures) || !areKept('video', videos)) throw new Refusal(85092);
};
