import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { checkWords, testAccounts } from '../../wechat/publish-check.ts';
import { buildXml } from '../../wechat/xml.ts';
import { startRoutingStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
beforeAll(async () => {
  stage = await startRoutingStage();
});
afterAll(() => stage.stop());

const [account] = testAccounts;
const openid = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const deliver = (said: object) =>
  stage.router.deliver({
    xml: buildXml({ ToUserName: account?.userName, FromUserName: openid, CreateTime: 1_700_000_000, ...said }),
    receivedAt: Date.now(),
  });
const coded = (code: string, MsgId?: string) =>
  deliver({ MsgType: 'text', Content: checkWords.codePrefix + code, ...(MsgId ? { MsgId } : {}) });

describe("the publish check's code message", () => {
  it('starts the exchange and the answer, with the code sealed, once however often it comes', async () => {
    const code = 'queryauthcode@@@of-the-robot';
    const authorization = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const check = workflowIds.platformPublishCheck(account?.appid ?? '', '24000000000000001');
    const outcome = { kind: 'delivered', to: [authorization, check] };
    expect(await coded(code, '24000000000000001')).toEqual(outcome);
    expect(await coded(code, '24000000000000001')).toEqual(outcome);
    const about = { appid: account?.appid, createTime: 1_700_000_000, code: { owner: 'authorization:code' } };
    expect(await stage.startOf(authorization)).toMatchObject({ name: 'authorization', about });
    const started = await stage.startOf(check);
    expect(started).toMatchObject({ name: 'platformPublishCheck', about: { ...about, openid } });
    expect(JSON.stringify(started)).not.toContain(code);
  });

  it('hands on what the gateway exchanged itself', async () => {
    const code = 'queryauthcode@@@rescued';
    const early = { answer: { appid: account?.appid ?? '', permissionSets: [1] } };
    const xml = buildXml({
      ...{ ToUserName: account?.userName, FromUserName: openid, CreateTime: 1_700_000_000 },
      ...{ MsgType: 'text', Content: checkWords.codePrefix + code, MsgId: '24000000000000002' },
    });
    await stage.router.deliver({ xml, receivedAt: Date.now(), early });
    const authorization = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    expect(await stage.startOf(authorization)).toMatchObject({ about: { early } });
  });

  it('starts the answer under the code where it has no number', async () => {
    const code = 'queryauthcode@@@without-number';
    const hmac = stage.ids.hmac('authorization-code', code);
    expect(await coded(code)).toMatchObject({
      to: [workflowIds.authorization(hmac), workflowIds.platformPublishCheck(account?.appid ?? '', hmac)],
    });
  });

  it('that does not say who writes is kept for people', async () => {
    const said = { FromUserName: '', MsgType: 'text', Content: 'QUERY_AUTH_CODE:x' };
    expect(await deliver(said)).toMatchObject({ kind: 'unrouted', appid: account?.appid });
  });
});

describe('what the gateway answered itself', () => {
  it.each([
    { MsgType: 'text', Content: checkWords.text },
    { MsgType: 'event', Event: 'LOCATION' },
    { MsgType: 'event', Event: 'an_event_that_nobody_declared' },
  ])('goes to no workflow: %j', async (said) => {
    expect(await deliver(said)).toMatchObject({ kind: 'ignored' });
  });
});
