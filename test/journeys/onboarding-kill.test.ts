import { afterAll, beforeAll, expect, it } from 'vitest';
import { processesOf, type Shown } from './following.ts';
import { onboardingsOf } from './onboarding.ts';
import { startStackWithTemporal } from './stack.ts';

let stack: Awaited<ReturnType<typeof startStackWithTemporal>>;
let processes: ReturnType<typeof processesOf>;
beforeAll(async () => {
  stack = await startStackWithTemporal();
  processes = processesOf(stack);
});
afterAll(() => stack.stop());

/** What somebody does while Temporal is away comes to the gateway, which is killed before it could pass it on. */
const whileAway = async (act: () => Promise<unknown>) => {
  stack.temporal.kill();
  await act();
  await expect.poll(stack.inInbox, { timeout: 30_000 }).toBeGreaterThan(0);
  stack.gateway.kill();
  await Promise.all([stack.temporal.start(), stack.gateway.start()]);
};

it('an onboarding whose worker, gateway and Temporal are killed on the way makes each change at WeChat once', async () => {
  const onboardings = onboardingsOf(processes);
  const releasing = ({ steps }: Shown) => steps.find(({ name }) => name === 'release')?.process !== undefined;
  await processes.people('legalPerson', 'ignore');
  await processes.people('auditor', 'ignore');
  const started = await onboardings.onboard(onboardings.enterprise());

  await processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
  await whileAway(() => processes.people('legalPerson', 'accept', 0));

  await processes.until(started, releasing);
  stack.worker.kill();
  await stack.worker.start();

  await processes.until(started, ({ waitingFor }) => waitingFor?.what.startsWith('Audit') === true);
  stack.worker.kill();
  await whileAway(() => processes.people('auditor', 'pass', 0));
  await stack.worker.start();

  const outcome = await processes.outcome(started, 120_000);
  expect(outcome).toMatchObject({ kind: 'onboarded' });
  const changes = (await stack.effects()).filter((path) => !path.endsWith('_token'));
  expect(changes.toSorted()).toEqual([
    '/cgi-bin/account/modifysignature',
    '/cgi-bin/component/api_query_auth',
    '/wxa/bind_tester',
    '/wxa/commit',
    '/wxa/component/fastregisterenterpriseweapp?action=create',
    '/wxa/release',
    '/wxa/submit_audit',
  ]);
}, 300_000);
