import type express from 'express';
import type { World } from '../world/world.ts';
import * as orders from './code-orders.ts';
import { on } from './on.ts';
import { emptyOrder } from './orders.ts';

/** Takes the orders about templates, audits, punishments and violations. */
export const steerCode = (router: express.Router, world: World): void => {
  const { library, quota, bars, inspection } = world;

  router.post(
    '/drafts',
    on(orders.draftOrder, (known) => ({ draftId: library.upload(known).draftId })),
  );
  router.post(
    '/templates',
    on(orders.libraryOrder, ({ limit }) => library.setLimit(limit)),
  );
  router.post(
    '/templates/standard',
    on(orders.standardTemplateOrder, ({ draftId, ...audit }) => ({
      templateId: library.add(draftId, audit).templateId,
    })),
  );
  router.post(
    '/templates/removals',
    on(orders.templateRemovalOrder, ({ templateId }) => library.remove(templateId)),
  );
  router.post(
    '/detection',
    on(orders.detectionOrder, ({ ms }) => {
      world.detection = ms;
    }),
  );
  router.post(
    '/quota',
    on(orders.quotaOrder, ({ submissions, speedups }) => {
      if (submissions !== undefined) quota.submissions.setLimit(submissions);
      if (speedups !== undefined) quota.speedups.setLimit(speedups);
    }),
  );
  router.post(
    '/bars',
    on(orders.barsOrder(world), ({ scope, appid: account, barred }) => {
      if (scope) bars.setProvider(scope, barred);
      if (account) bars.setAccount(account.appid, barred);
    }),
  );
  router.post(
    '/precheck',
    on(emptyOrder, async () => {
      const delayed = await world.audits.delayAll(world.accounts.values());
      return { delayed: delayed.map(({ appid }) => appid) };
    }),
  );
  router.post(
    '/illegal-records',
    on(orders.illegalRecordOrder(world), async ({ appid: account, ...found }) => ({
      illegalRecordId: await inspection.record(account, found),
    })),
  );
  router.post(
    '/appeals',
    on(orders.appealOrder(world), async ({ appid: account, from, ...made }) => ({
      appealRecordId: await inspection.appeal(account, { ...made, from: from === 'user' ? 0 : 1 }),
    })),
  );
  router.post(
    '/appeals/end',
    on(orders.appealEndOrder(world), ({ appid: account, appealRecordId, does, reason }) =>
      inspection.closeAppeal(account, appealRecordId, orders.endOf[does], reason),
    ),
  );
  router.post(
    '/punishments',
    on(orders.punishmentOrder(world), ({ appid: account, does, ...how }) =>
      inspection.punish(account, { ...how, eventType: orders.punishmentType[does] }),
    ),
  );
};
