import type { Client as TemporalClient } from '@temporalio/client';
import { tellAuthorizer } from '../credentials/authorizer-entity.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import { authorizationListed } from '../messages/authorizer.ts';
import type { Client } from '../wechat/client.ts';
import { readAuthorizerPage } from './authorizer-list.ts';
import { doubtUnlisted } from './unlisted-authorizers.ts';
import { calling } from './wechat.ts';

/** What the reconciliation reads and tells with. */
export type ReconciliationDeps = {
  readonly wechat: Client;
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
};

/** How many entities are told at once. */
const width = 8;

/** Activities of the workflow `authorizerReconciliation`. */
export const createReconciliationActivities = ({ wechat, temporal, sealer }: ReconciliationDeps) => ({
  /**
   * Tells each account of a page of the authorizer list to its entity, and with the last page those whose account the
   * whole list does not name; safe to repeat.
   */
  tellListedAuthorizers: ({
    offset,
    proveWithin,
  }: {
    offset: number;
    proveWithin: number;
  }): Promise<{ told: number; next?: number }> =>
    calling(async () => {
      const { entries, ...rest } = await readAuthorizerPage(wechat, offset);
      const queue = entries.values();
      const teller = async () => {
        for (const { authorizer_appid: appid, refresh_token: token, auth_time: authTime } of queue) {
          const refreshToken = token ? sealer.seal(owners.authorizerRefreshToken(appid), token) : undefined;
          await tellAuthorizer(temporal, appid, authorizationListed, {
            ...(refreshToken ? { refreshToken } : {}),
            authTime,
            proveWithin,
          });
        }
      };
      await Promise.all(Array.from({ length: width }, teller));
      if (rest.next === undefined) await doubtUnlisted(wechat, temporal);
      return { told: entries.length, ...rest };
    }),
});

export type ReconciliationActivities = ReturnType<typeof createReconciliationActivities>;
