import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

describe('the ext.json of a release', () => {
  let stack: JourneyStack;
  let processes: ReturnType<typeof processesOf>;
  beforeAll(async () => {
    stack = await startJourneyStack();
    processes = processesOf(stack);
  });
  afterAll(() => stack.stop());

  it('is made of what is declared, is what the preview showed, and is what the next preview compares with', async () => {
    const appid = await processes.account();
    await stack.simulate('verifying', { appid, filed: true });
    const call = async (method: string, path: string, body?: object) => {
      const answered = await stack.api('operator', method, path, body);
      expect(answered).toMatchObject({ status: 200 });
      return answered.body;
    };
    const preview = async (ext: object = {}) =>
      Object(await call('POST', '/v1/ext-previews', { appids: [appid], templateId: 1, ext })).items[0];
    await call('PUT', '/v1/fleet-settings', {
      ext: { ext: { api: 'https://api.example', shop: '{{shop}}' } },
      variables: { shop: 0 },
    });
    await call('PUT', `/v1/authorizers/${appid}/settings`, {
      variables: { shop: 7 },
      ext: { pages: ['pages/index/index', 'pages/list/list'] },
    });

    const layer = { window: { navigationBarTitleText: '{{nickName}} {{shop}}' } };
    const shown = await preview(layer);
    expect(shown).toMatchObject({ ready: true, problems: [], difference: { kind: 'nothing-online' } });
    await processes.people('auditor', 'pass', 300, appid);
    const release = await processes.release(appid, { ext: layer });
    expect(await processes.outcome(release)).toMatchObject({ kind: 'released' });

    expect(await call('POST', '/v1/calls/getCodePage', { appid, request: {} })).toMatchObject({
      page_list: ['pages/index/index', 'pages/list/list'],
    });
    await expect
      .poll(async () => (await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`)).body)
      .toMatchObject({ ledger: [{ extHash: shown.hash }], onlineExt: shown.ext });
    expect(await preview(layer)).toMatchObject({ difference: { kind: 'same' } });
    await call('PUT', `/v1/authorizers/${appid}/settings`, { variables: { shop: 8 } });
    expect((await preview(layer)).difference).toMatchObject({
      kind: 'different',
      changes: [
        { path: 'ext.shop', before: 7, after: 8 },
        { path: 'window.navigationBarTitleText', before: expect.stringMatching(/ 7$/) },
      ],
    });
  });
});
