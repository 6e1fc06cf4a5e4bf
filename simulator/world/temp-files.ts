import { randomBytes } from 'node:crypto';
import { type Clock, day, type Instant } from '../clock.ts';

/** Files that were uploaded for one account, by media id. */
export type TempFiles<Kind extends string = string> = Map<string, { readonly kind: Kind; readonly until: Instant }>;

/** How long WeChat keeps a file. */
const kept = 3 * day;

/** Keeps a file; gives its media id. */
export const keepFile = <Kind extends string>(files: TempFiles<Kind>, kind: Kind, clock: Clock): string => {
  const mediaId = randomBytes(48).toString('base64url');
  files.set(mediaId, { kind, until: clock.now() + kept });
  return mediaId;
};

/** Whether there still is a file of this kind. */
export const isKept = <Kind extends string>(
  files: TempFiles<Kind>,
  kind: NoInfer<Kind>,
  mediaId: string,
  clock: Clock,
): boolean => {
  const file = files.get(mediaId);
  return file?.kind === kind && file.until > clock.now();
};
