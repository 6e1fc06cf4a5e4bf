import type { Account } from '../world/accounts.ts';

/** The `func_info` of an account: the permission sets (权限集) it granted. */
export const grantedSets = ({ permissionSets }: Account) =>
  permissionSets.map((id) => ({ funcscope_category: { id } }));
