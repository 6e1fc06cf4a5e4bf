import { Refusal } from '../refusal.ts';

/** By permission set (权限集): what the platform did where its grant must be confirmed. */
export type Confirmations = Map<number, 'waiting' | 'confirmed' | 'refused'>;

/**
 * Confirms a permission set or turns it down. Refuses: 61017 not granted, 61019 nothing to confirm, 61018 confirmed
 * already, 61022 turned down before.
 */
export const confirmSet = (
  account: { readonly permissionSets: readonly number[]; readonly confirmations: Confirmations },
  set: number,
  decision: 'confirmed' | 'refused',
): void => {
  if (!account.permissionSets.includes(set)) throw new Refusal(61017);
  const now = account.confirmations.get(set);
  if (now === undefined) throw new Refusal(61019);
  if (now === 'refused') throw new Refusal(61022);
  if (now === decision) throw new Refusal(61018);
  account.confirmations.set(set, decision);
};

/** The `confirm_info` of a permission set. */
export const confirmInfo = (confirmations: Confirmations, set: number) => {
  const now = confirmations.get(set);
  return {
    need_confirm: now === undefined ? 0 : 1,
    already_confirm: now === 'confirmed' ? 1 : 0,
    can_confirm: now === 'waiting' ? 1 : 0,
  };
};
