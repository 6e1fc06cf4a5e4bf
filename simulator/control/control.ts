import express from 'express';
import type { Person } from '../person.ts';
import type { PublishCheck } from '../publish-check.ts';
import { systemOpenid } from '../push.ts';
import { newOpenid, textMessage } from '../user-message.ts';
import { eachType, inForce } from '../world/account-domains.ts';
import type { World } from '../world/world.ts';
import { changeAuthorization, makeAccounts } from './accounts.ts';
import { steerCode } from './code.ts';
import * as faultOrders from './fault-orders.ts';
import { on } from './on.ts';
import * as orders from './orders.ts';
import { codeOf, overviewOf } from './overview.ts';
import { changeVerifying, verifyingOrder } from './verifying.ts';

/** Makes the control API under `/_sim/`: who steers the simulated WeChat and asks what happened. An order it does not understand gets 400 and why. */
export const createControl = (world: World, publishCheck: PublishCheck): express.Router => {
  const router = express.Router();
  router.use(express.json({ type: () => true, limit: '1mb' }));

  router.get('/effects', ({ query }, response) => void response.json(world.records.effects(textOf(query.appid))));
  router.get('/calls', ({ query }, response) => void response.json(world.records.calls(textOf(query.path))));
  router.get('/pushes', ({ query }, response) => void response.json(world.records.pushes(textOf(query.appid))));
  router.get('/code', (_request, response) => void response.json(codeOf(world)));
  router.get('/secrets', (_request, response) => void response.json(world.records.secrets()));
  router.get('/state', (_request, response) => void response.json(overviewOf(world)));
  router.get('/cloud-token', (_request, response) => {
    response.json({ cloudbase_access_token: world.cloud.token() });
  });
  router.get(
    '/messages',
    on(orders.accountOrder(world), ({ appid: { conversations } }) => conversations.sent()),
  );
  router.get(
    '/domains',
    on(orders.accountOrder(world), ({ appid: { domains } }) => inForce(domains)),
  );
  router.get('/faults', (_request, response) => {
    response.json({ calls: world.callFaults.left(), events: world.eventFaults.left() });
  });

  router.post('/faults', (request, response, next) => {
    const ordered = 'event' in (request.body ?? {}) ? eventFault : callFault;
    return ordered(request, response, next);
  });
  const callFault = on(faultOrders.callFaultOrder, ({ on: name, fault, times }) =>
    world.callFaults.add(name, fault, times),
  );
  const eventFault = on(faultOrders.eventFaultOrder, ({ event, fault, times }) =>
    world.eventFaults.add(event, fault, times),
  );
  router.post(
    '/weather',
    on(faultOrders.weatherOrder, (conditions) => world.weather.set(conditions)),
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
    '/messages',
    on(orders.messageOrder(world), async ({ appid: account, openid = newOpenid(), content }) => {
      const { appid, userName, conversations } = account;
      conversations.opened(openid, world.clock.now());
      const xml = textMessage({ userName, openid, content });
      return { openid, ...(await world.send({ channel: 'authorizer', appid, userName, openid, xml })) };
    }),
  );
  router.post(
    '/publish-check',
    on(orders.publishCheckOrder, async (order) => ({ cases: await publishCheck(order) })),
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
    '/scan',
    on(orders.scanOrder(world), ({ page, does, chosen }) => (does === 'agree' ? { redirect: page.agree(chosen) } : {})),
  );
  router.post(
    '/allow-list',
    on(orders.allowListOrder, ({ ips }) => {
      world.ipAllowList = ips;
    }),
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
    '/api-quota',
    on(faultOrders.apiQuotaOrder, ({ path, appid, ...limits }) => world.apiQuota.setLimits(path, limits, appid)),
  );
  router.post(
    '/login-codes',
    on(orders.loginOrder(world), ({ appid: account, user }) => world.users.logIn(account.appid, user)),
  );
  router.post(
    '/payments',
    on(orders.paymentOrder(world), ({ appid: account, user, ...order }) => world.users.pay(account.appid, user, order)),
  );
  router.post(
    '/open-accounts',
    on(orders.openAccountOrder(world), ({ open_appid, ...known }) => {
      if (open_appid === undefined) return { open_appid: world.openAccounts.register(known) };
      world.openAccounts.verify(open_appid, known.verified);
      return { open_appid };
    }),
  );
  steerCode(router, world);

  router.post(
    '/verifying',
    on(verifyingOrder(world), (order) => changeVerifying(world.verifying, order)),
  );

  router.use((_request, response) => {
    response.status(404).json({ error: 'The simulator has no such order; simulator/README.md lists them.' });
  });
  router.use(unreadable);
  return router;
};

const textOf = (parameter: unknown): string | undefined => (typeof parameter === 'string' ? parameter : undefined);

const unreadable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof SyntaxError) response.status(400).json({ error: 'The body is not JSON.' });
  else next(error);
};
