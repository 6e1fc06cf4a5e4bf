import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import type { AuthData } from './verification.ts';

/** How long an uploaded picture is good for, in milliseconds of the clock. */
const life = 3 * 24 * 3_600_000;
const largest = 2 * 1024 * 1024;

/** Keeps a picture for a verification; gives its id. Refuses: 41005 empty, 40005 no picture by its name, 40006 over 2 MB. */
export const keepAuthMaterial = (account: Account, media: File, clock: Clock): string => {
  if (media.size === 0) throw new Refusal(41005);
  if (!/\.(png|jpe?g|gif)$/i.test(media.name)) throw new Refusal(40005);
  if (media.size > largest) throw new Refusal(40006);
  const mediaid = randomBytes(24).toString('base64url');
  account.verification.materials.set(mediaid, clock.now() + life);
  return mediaid;
};

/**
 * Refuses a verification one of whose pictures is unknown or older than 3 days: 89636. `others` are files that will do as
 * well: along with a filing those of the filing.
 */
export const checkAuthMaterials = (
  account: Account,
  data: AuthData,
  clock: Clock,
  others: ReadonlyMap<string, unknown> = new Map(),
): void => {
  const used = [
    ...(data.qualification ? [data.qualification] : []),
    ...(data.qualification_other ?? []),
    ...(data.account_supplemental ?? []),
    ...(data.auth_ident_material ?? []),
  ];
  for (const mediaid of used) {
    if (others.has(mediaid)) continue;
    const goodUntil = account.verification.materials.get(mediaid);
    if (goodUntil === undefined || goodUntil <= clock.now()) throw new Refusal(89636, `'${mediaid}'`);
  }
};
