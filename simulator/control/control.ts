import express from 'express';
import type { z } from 'zod';
import type { Person } from '../person.ts';
import { systemOpenid } from '../push.ts';
import { eachType, inForce } from '../world/account-domains.ts';
import type { World } from '../world/world.ts';
import { changeAuthorization, makeAccounts } from './accounts.ts';
import * as orders from './orders.ts';
import { overviewOf } from './overview.ts';

/** Makes the control API under `/_sim/`: who steers the simulated WeChat and asks what happened. An order it does not understand gets 400 and why. */
export const createControl = (world: World): express.Router => {
  const router = express.Router();
  router.use(express.json({ type: () => true, limit: '1mb' }));

  router.get('/effects', ({ query }, response) => void response.json(world.records.effects(textOf(query.appid))));
  router.get('/calls', ({ query }, response) => void response.json(world.records.calls(textOf(query.path))));
  router.get('/secrets', (_request, response) => void response.json(world.records.secrets()));
  router.get('/state', (_request, response) => void response.json(overviewOf(world)));
  router.get('/domains', ({ query }, response) => {
    const account = world.accounts.get(textOf(query.appid) ?? '');
    if (account) response.json(inForce(account.domains));
    else response.status(400).json({ error: 'No account has this appid.' });
  });
  router.get('/faults', (_request, response) => {
    response.json({ calls: world.callFaults.left(), events: world.eventFaults.left() });
  });

  router.post('/faults', (request, response, next) => {
    const ordered = 'event' in (request.body ?? {}) ? eventFault : callFault;
    return ordered(request, response, next);
  });
  const callFault = on(orders.callFaultOrder, ({ path, fault, times }) => world.callFaults.add(path, fault, times));
  const eventFault = on(orders.eventFaultOrder, ({ event, fault, times }) =>
    world.eventFaults.add(event, fault, times),
  );

  router.post(
    '/people',
    on(orders.personOrder, ({ person, appid, ...rule }) => {
      // The order was checked against what this person may do.
      (world.people[person] as Person<string>).setRule(rule, appid);
    }),
  );
  router.post(
    '/push',
    on(orders.pushOrder, ({ channel, xml, appid }) => {
      if (channel === 'component') return world.send({ channel, xml });
      const userName = world.accounts.get(appid ?? '')?.userName ?? 'gh_000000000000';
      return world.send({ channel, ...(appid ? { appid } : {}), userName, openid: systemOpenid, xml });
    }),
  );
  router.post(
    '/reset',
    on(orders.emptyOrder, () => world.reset()),
  );
  router.post(
    '/accounts',
    on(orders.accountsOrder(world), (order) => makeAccounts(world, order)),
  );
  router.post(
    '/authorizations',
    on(orders.authorizationOrder(world), (order) => changeAuthorization(world, order)),
  );
  router.post(
    '/hosts',
    on(orders.hostsOrder, ({ withoutIcp, withoutConfirmFile }) => {
      world.hosts.clear();
      for (const host of withoutIcp) world.hosts.withoutIcp.add(host);
      for (const host of withoutConfirmFile) world.hosts.withoutConfirmFile.add(host);
    }),
  );
  router.post(
    '/domains',
    on(orders.ownDomainsOrder(world), ({ appid: { domains }, server, business }) => {
      domains.own = { server: eachType((type) => server[type] ?? []), business };
    }),
  );
  router.post(
    '/privacy-interfaces',
    on(orders.notAllowedOrder(world), ({ appid: { privacyReview }, notAllowed }) => {
      privacyReview.notAllowed = notAllowed;
    }),
  );
  router.post(
    '/tickets',
    on(orders.ticketsOrder, async ({ does }) => {
      if (does === 'push') await world.tickets.pushNow();
      else world.tickets[does]();
    }),
  );
  router.post(
    '/tokens/expire',
    on(orders.expiryOrder, ({ appid, component }) =>
      world.tokens.expire((owner) =>
        owner.kind === 'component' ? component : appid === undefined || owner.appid === appid,
      ),
    ),
  );
  router.post(
    '/clock',
    on(orders.clockOrder, ({ speed, advanceMs }) => {
      if (speed !== undefined) world.clock.setSpeed(speed);
      if (advanceMs !== undefined) world.clock.advance(advanceMs);
    }),
  );
  router.post(
    '/quota',
    on(orders.quotaOrder, ({ submissions }) => world.quota.setLimit(submissions)),
  );

  router.use((_request, response) => {
    response.status(404).json({ error: 'The simulator has no such order; simulator/README.md lists them.' });
  });
  router.use(unreadable);
  return router;
};

/** Carries an order out; what it leads to is the answer, or `{}`. */
const on =
  <S extends z.ZodType>(schema: S, carryOut: (order: z.output<S>) => unknown): express.RequestHandler =>
  async (request, response) => {
    const order = schema.safeParse(request.body ?? {});
    if (order.success) response.json((await carryOut(order.data)) ?? {});
    else response.status(400).json({ error: complaintOf(order.error) });
  };

const complaintOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');

const textOf = (parameter: unknown): string | undefined => (typeof parameter === 'string' ? parameter : undefined);

const unreadable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof SyntaxError) response.status(400).json({ error: 'The body is not JSON.' });
  else next(error);
};
