import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventSocialCreditCode } from '../../scripts/journey/social-credit-code.ts';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';
import { authorizeLink, isAsked, trialsOf } from './trials.ts';

const day = 24 * 3_600_000;

/** Nothing is shortened for WeChat here: its clock is advanced by the real windows. */
describe("a trial on WeChat's clock", () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  let trials: ReturnType<typeof trialsOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
    trials = trialsOf(processes);
  });
  afterAll(() => stack.stop());
  const pass = async (advanceMs: number) => {
    await stack.simulate('clock', { advanceMs });
    // Over so long a time the ticket has expired; WeChat would have pushed another every 10 minutes.
    await stack.simulate('tickets', { does: 'push' });
    await expect.poll(() => stack.inInbox()).toBe(0);
  };
  const unhurried = { timings: { window: day, remind: day / 6 } };

  it('is not made where its user does nothing for 24 h', async () => {
    await processes.people('user', 'ignore');
    const started = await trials.register(unhurried);
    await processes.until(started, (shown) => authorizeLink(shown) !== undefined);
    await pass(day);
    expect(await processes.outcome(started)).toMatchObject({ kind: 'expired' });
  });

  it('may be converted again where the legal person does nothing for 24 h', async () => {
    await processes.people('legalPerson', 'ignore');
    const appid = await trials.trial();
    const code = inventSocialCreditCode();
    const route = { kind: 'enterprise', name: '示例企业', code, componentPhone: '13800000000' };
    const started = await trials.convert(appid, { route, ...unhurried });
    const first = authorizeLink(await processes.until(started, (shown) => authorizeLink(shown) !== undefined));
    await pass(day);
    expect(await processes.until(started, isAsked)).toMatchObject({ attention: 'ops' });
    await processes.act(started, 'retry');
    await processes.until(started, (shown) => ![undefined, first].includes(authorizeLink(shown)));
    const asked = (await stack.effects(appid)).filter((path) => path === '/wxa/verifybetaweapp');
    expect(asked).toHaveLength(2);
    await processes.act(started, 'cancel');
  });

  it('is reclaimed by WeChat after 14 days, which ends its conversion with the reason', async () => {
    const appid = await trials.trial();
    const started = await trials.convert(appid);
    await processes.until(started, isAsked);
    await pass(14 * day);
    const note = expect.stringContaining('reclaimed');
    expect(await processes.outcome(started)).toMatchObject({ kind: 'expired', note });
  });
});
