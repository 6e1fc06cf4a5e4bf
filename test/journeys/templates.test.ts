import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

const started = z.object({ id: z.string(), runId: z.string(), url: z.string(), temporalUrl: z.string() });
const library = z.object({ templates: z.array(z.object({ templateId: z.number(), note: z.string().optional() })) });

describe('templates and versions of a fleet', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  const upload = async (userVersion: string) =>
    z.object({ draftId: z.number() }).parse(await stack.simulate('drafts', { userVersion })).draftId;
  const promote = (draftId: number, more: object = {}) =>
    processes.start('/v1/template-promotions', {
      draftId,
      timings: { lookUpAfter: 500, listPoll: 500, listWindow: 20_000, retireFor: 2_000 },
      ...more,
    });
  const listed = async () => library.parse((await stack.api('viewer', 'GET', '/v1/templates')).body).templates;

  it('make room for a new one without what a release uses or an account runs, whose answer may be lost', async () => {
    const first = await processes.outcome(await promote(await upload('1.9.0'), { note: 'the first' }));
    expect(first).toMatchObject({ kind: 'promoted', templateId: 4 });
    const used = await processes.account();
    await processes.people('auditor', 'ignore', 0, used);
    const release = await processes.release(used, { templateId: 4 });
    await processes.until(release, ({ stage }) => stage === 'audit');
    const second = await processes.outcome(await promote(await upload('1.9.1')));
    expect(second).toMatchObject({ kind: 'promoted', templateId: 5 });
    await stack.simulate('templates', { limit: 5 });
    await processes.fault({ path: '/wxa/addtotemplate', kind: 'dropAfter', times: 1 });
    expect(await processes.outcome(await promote(await upload('2.0.0')))).toMatchObject({
      kind: 'promoted',
      templateId: 6,
      already: false,
      removed: [5],
    });
    expect((await listed()).map(({ templateId }) => templateId)).toEqual([6, 4, 3, 2, 1]);
    expect((await listed()).find(({ templateId }) => templateId === 4)).toMatchObject({ note: 'the first' });
    await processes.act(release, 'cancel');
  });

  it('go back to a version that is named, once, though the answer is lost, and the history tells it', async () => {
    const appid = await processes.account();
    await processes.people('auditor', 'pass', 0, appid);
    for (const userVersion of ['1.0.0', '2.0.0']) {
      await processes.outcome(await processes.release(appid, { userVersion }));
    }
    await processes.fault({ path: '/wxa/revertcoderelease?action=', kind: 'dropAfter', times: 1 });
    const answer = await stack.api('approver', 'POST', '/v1/code-rollbacks', {
      appid,
      userVersion: '1.0.0',
      timings: { lookUpAfter: 500, readBackPoll: 500 },
    });
    const rollback = started.parse(answer.body);
    expect(await processes.outcome(rollback)).toMatchObject({
      kind: 'rolled-back',
      userVersion: '1.0.0',
      from: '2.0.0',
    });
    expect((await stack.effects(appid)).filter((path) => path === '/wxa/revertcoderelease')).toHaveLength(1);
    await expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}/releases`)).body)
      .toMatchObject({
        online: { userVersion: '1.0.0' },
        canGoBackTo: [],
        ledger: [
          { userVersion: '1.0.0', templateId: 1, rollback: { from: '2.0.0' } },
          { userVersion: '2.0.0' },
          { userVersion: '1.0.0' },
        ],
      });
    const list = await stack.api('viewer', 'GET', `/v1/code-releases?appid=${appid}`);
    expect(list).toMatchObject({ status: 200 });
  });
});
