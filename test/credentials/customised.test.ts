import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveSecret } from '../../credentials/authorizer-entity.ts';
import { owners } from '../../credentials/owners.ts';
import { notNow } from '../../messages/actions.ts';
import { authorizationGranted } from '../../messages/authorizer.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const tokenPath = '/cgi-bin/stable_token';
const give = (appid: string, text = secret) =>
  giveSecret(stage.temporal, appid, {
    secret: stage.sealer.seal(owners.authorizerSecret(appid), text),
    merchantId: 'm1',
  });
const notNeeded = { cause: { type: notNow } };
const refusal = (errcode: number) => ({ cause: { details: [expect.objectContaining({ errcode })] } });

describe('the account of a customised merchant', () => {
  it('has tokens from its own secret, without any authorization', async () => {
    const { appid } = await stage.account({ secret });
    await give(appid);
    expect(await stage.view(appid)).toMatchObject({ origin: 'customised', authorization: 'granted', merchantId: 'm1' });
    expect(JSON.stringify(await stage.view(appid))).not.toContain(secret);

    const owner = { kind: 'authorizer', appid } as const;
    const token = await stage.tokens(owner);
    expect(await stage.newTokens()(owner)).toBe(token);
    expect(await stage.callsOf(tokenPath)).toBe(1);
    const asked = stage.wechat.getApiQuota(owner, { cgi_path: '/wxa/commit' });
    await expect(asked).resolves.toMatchObject({ quota: expect.anything() });
    await expect(stage.wechat.getVersionInfo(appid, {})).rejects.toMatchObject({ failure: { errcode: 86000 } });
  });

  it('gets another token where WeChat refuses the one it has', async () => {
    const { appid } = await stage.account({ secret });
    await give(appid);
    const owner = { kind: 'authorizer', appid } as const;
    const token = await stage.tokens(owner);
    expect(await stage.tokens(owner, token)).not.toBe(token);
  });

  it('keeps the secret that works where another one is refused', async () => {
    const { appid } = await stage.account({ secret });
    await give(appid);
    await expect(give(appid, 'feedface'.repeat(4))).rejects.toMatchObject(refusal(40125));
    expect(await stage.view(appid)).toMatchObject({ authorization: 'granted' });
  });

  it("is refused from an IP that is not on the merchant's own list, and that stops no worker", async () => {
    const { appid } = await stage.account({ secret, ipAllowList: ['203.0.113.9'] });
    await expect(give(appid)).rejects.toMatchObject(refusal(40164));
    expect(stage.hostRefusal()).toBeUndefined();
  });

  it('needs no secret once it has authorized the platform', async () => {
    const { appid } = await stage.authorized();
    await expect(give(appid)).rejects.toMatchObject(notNeeded);
  });

  it('keeps the authorization that came while its secret was proved', async () => {
    const { appid } = await stage.account({ secret });
    await stage.order('/faults', { path: tokenPath, kind: 'slow', ms: 2_000 });
    const given = expect(give(appid)).rejects.toMatchObject(notNeeded);
    await stage.becomes(appid, { authorization: 'none' });
    await stage.entity(appid).signal(authorizationGranted, {
      appid,
      createTime: Math.floor(Date.now() / 1_000),
      key: 'grant',
      refreshToken: stage.sealer.seal(owners.authorizerRefreshToken(appid), 'refreshtoken@@@x'),
      permissionSets: [18],
      account: {},
    });
    await given;
    expect(await stage.view(appid)).toMatchObject({ origin: 'authorized', authorization: 'granted' });
  });
});
