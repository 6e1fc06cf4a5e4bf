import type { Account } from '../world/accounts.ts';
import { confirmInfo } from '../world/confirmations.ts';

/** The `func_info` of an account: the permission sets (权限集) it granted, and what the platform must confirm. */
export const grantedSets = ({ permissionSets, confirmations }: Account) =>
  permissionSets.map((id) => ({ funcscope_category: { id }, confirm_info: confirmInfo(confirmations, id) }));
