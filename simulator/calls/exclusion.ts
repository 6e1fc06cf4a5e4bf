import { allEndpoints } from '../../wechat/client.ts';
import { Refusal } from '../refusal.ts';

/** Calls of which one account makes only one at a time. */
const exclusive: readonly string[] = [allEndpoints.commit.path, allEndpoints.submitAudit.path];

/** Lets a call through unless one that excludes it is under way for the account. Refuses: 9402202. */
export type Exclusion = <T>(path: string, appid: string, work: () => Promise<T>) => Promise<T>;

/** Makes the exclusion. */
export const createExclusion = (): Exclusion => {
  const busy = new Set<string>();
  return async (path, appid, work) => {
    if (!exclusive.includes(path)) return work();
    if (busy.has(appid)) throw new Refusal(9402202);
    busy.add(appid);
    try {
      return await work();
    } finally {
      busy.delete(appid);
    }
  };
};
