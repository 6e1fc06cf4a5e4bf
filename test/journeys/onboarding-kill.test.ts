import { afterAll, beforeAll, expect, it } from 'vitest';
import { processesOf, type Shown } from './following.ts';
import { onboardingsOf } from './onboarding.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

let stack: JourneyStack;
let processes: ReturnType<typeof processesOf>;
beforeAll(async () => {
  stack = await startJourneyStack();
  processes = processesOf(stack);
});
afterAll(() => stack.stop());

it('an onboarding whose worker is killed again and again makes each change at WeChat once', async () => {
  const onboardings = onboardingsOf(processes);
  const restart = async () => {
    stack.worker.kill();
    await stack.worker.start();
  };
  const releasing = ({ steps }: Shown) => steps.find(({ name }) => name === 'release')?.process !== undefined;
  await processes.people('legalPerson', 'ignore');
  await processes.people('auditor', 'ignore');
  const started = await onboardings.onboard(onboardings.enterprise());
  await processes.until(started, ({ links }) => links.some(({ rel }) => rel === 'authorize-url'));
  stack.worker.kill();
  await processes.people('legalPerson', 'accept', 0);
  await stack.worker.start();
  await processes.until(started, releasing);
  await restart();
  await processes.until(started, ({ waitingFor }) => waitingFor?.what.startsWith('Audit') === true);
  stack.worker.kill();
  await processes.people('auditor', 'pass', 0);
  await stack.worker.start();
  const outcome = await processes.outcome(started);
  expect(outcome).toMatchObject({ kind: 'onboarded' });
  const changes = (await stack.effects(String(outcome?.appid))).filter((path) => !path.includes('api_'));
  expect(changes.toSorted()).toEqual([...new Set(changes)].toSorted());
  expect(changes).toEqual(expect.arrayContaining(['/wxa/commit', '/wxa/submit_audit', '/wxa/release']));
}, 150_000);
