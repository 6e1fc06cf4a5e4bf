import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { isKept, keepFile } from './temp-files.ts';
import type { AuthData } from './verification.ts';

const largest = 2 * 1024 * 1024;

/** Keeps a picture for a verification; gives its id. Refuses: 41005 empty, 40005 no picture by its name, 40006 over 2 MB. */
export const keepAuthMaterial = (account: Account, media: File, clock: Clock): string => {
  if (media.size === 0) throw new Refusal(41005);
  if (!/\.(png|jpe?g|gif)$/i.test(media.name)) throw new Refusal(40005);
  if (media.size > largest) throw new Refusal(40006);
  return keepFile(account.verification.materials, 'image', clock);
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
    const isGood = others.has(mediaid) || isKept(account.verification.materials, 'image', mediaid, clock);
    if (!isGood) throw new Refusal(89636, `'${mediaid}'`);
  }
};
