import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAuthorization } from '../../credentials/authorization-start.ts';
import { exchangeCode } from '../../credentials/code-exchange.ts';
import { owners } from '../../credentials/owners.ts';
import type { AuthorizationResult, EarlyExchange } from '../../messages/authorization.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

const path = '/cgi-bin/component/api_query_auth';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

/** An account that authorized the platform, whose code only the merchant's browser brought. */
const redirected = async () => {
  await stage.order('/faults', { event: 'authorized', kind: 'lose' });
  const { appid } = await stage.account();
  const secrets = await stage.ask<{ kind: string; value: string }[]>('/secrets');
  const code = secrets.findLast(({ value }) => value.startsWith('queryauthcode@@@'))?.value ?? '';
  const input = { code: stage.sealer.seal(owners.authorizationCode, code), createTime: Math.floor(Date.now() / 1_000) };
  return {
    appid,
    input,
    code,
    exchange: (known: { appid?: string; early?: EarlyExchange } = {}) =>
      startAuthorization(stage, code, { ...input, ...known }),
  };
};

const failNext = (kind: 'dropBefore' | 'dropAfter' | { errcode: number }) =>
  stage.order('/faults', { path, ...(typeof kind === 'string' ? { kind } : { kind: 'errcode', ...kind }) });

describe('an authorization code', () => {
  it('that was pushed gives the account an entity with tokens, permission sets and user name', async () => {
    const { appid, userName } = await stage.account();
    await stage.becomes(appid, { authorization: 'granted', account: expect.objectContaining({ userName }) });
    expect((await stage.view(appid)).permissionSets).toContain(18);
    await expect(stage.tokens({ kind: 'authorizer', appid })).resolves.toMatch(/.{20}/);
    expect(await stage.callsOf('/cgi-bin/component/api_authorizer_token', appid)).toBe(0);
  });

  it('is exchanged once, whoever brings it, and all get the same result', async () => {
    const { appid, exchange } = await redirected();
    const handles = await Promise.all([exchange(), exchange({ appid }), exchange()]);
    const results = await Promise.all(handles.map((handle) => handle.result()));
    for (const result of results) expect(result).toMatchObject({ kind: 'exchanged', appid });
    await expect((await exchange()).result()).resolves.toEqual(results[0]);
    expect(await stage.callsOf(path, appid)).toBe(1);
  });

  it('that a process exchanges too says whose account it is', async () => {
    const { appid, input } = await redirected();
    const assignment = { merchantId: 'merchant-7', origin: 'registered' } as const;
    const byProcess = (id: string) =>
      stage.temporal.activity.execute<AuthorizationResult>('exchangeAuthorization', {
        id,
        taskQueue: taskQueues.main,
        args: [{ ...input, assignment }],
        startToCloseTimeout: '1 minute',
      });
    const results = await Promise.all([byProcess('first'), byProcess('second')]);
    for (const result of results) expect(result).toMatchObject({ kind: 'exchanged', appid });
    await stage.becomes(appid, { authorization: 'granted', ...assignment });
    expect(await stage.callsOf(path, appid)).toBe(1);
  });

  it('whose exchange was answered into the void is adopted', async () => {
    await failNext('dropAfter');
    const { appid, exchange } = await redirected();
    await expect((await exchange({ appid })).result()).resolves.toMatchObject({ kind: 'adopted', appid });
    await stage.becomes(appid, { authorization: 'granted' });
    await expect(stage.tokens({ kind: 'authorizer', appid })).resolves.toMatch(/.{20}/);
    expect(await stage.callsOf(path, appid)).toBe(1);
  });

  it('whose lost exchange named no account is adopted from the list', async () => {
    await failNext('dropAfter');
    const { appid, exchange } = await redirected();
    await expect((await exchange()).result()).resolves.toMatchObject({ kind: 'adopted', appid });
  });

  it('whose exchange never arrived is exchanged then', async () => {
    await failNext('dropBefore');
    const { appid, exchange } = await redirected();
    await expect((await exchange({ appid })).result()).resolves.toMatchObject({ kind: 'exchanged', appid });
  });

  it('that is refused while WeChat is out of order is exchanged later', async () => {
    await failNext({ errcode: 45009 });
    const { appid, exchange } = await redirected();
    await expect((await exchange({ appid })).result()).resolves.toMatchObject({ kind: 'exchanged', appid });
  });

  it('that WeChat calls used, with no refresh token to be found, needs the merchant', async () => {
    const { appid, exchange } = await redirected();
    await failNext({ errcode: 61009 });
    const handle = await exchange({ appid });
    await expect(handle.result()).resolves.toMatchObject({ kind: 'lost', appid });
    await stage.becomes(appid, { authorization: 'lost' });
    const described = await handle.describe();
    expect(described.typedSearchAttributes.get(searchAttributes.Attention)).toBe('merchant');
    await expect(stage.tokens({ kind: 'authorizer', appid })).rejects.toMatchObject({
      failure: { class: 'merchant', effect: 'none' },
    });
  });

  it('of an update brings the new permission sets', async () => {
    const { appid } = await stage.authorized();
    await stage.order('/authorizations', { appid, does: 'update', permissionSets: [18, 99] });
    await stage.becomes(appid, { authorization: 'granted', permissionSets: [18, 99] });
  });
});

describe('an authorization code that the gateway exchanged while Temporal was away', () => {
  const failed = (failure: Partial<WeChatFailure>): EarlyExchange => ({
    failure: {
      ...{ endpoint: path, kind: 'refused', class: 'rejected', effect: 'none', hint: 'used', hintZh: '已使用' },
      ...failure,
    },
  });

  it('gives the same as one exchanged here, and is not exchanged again', async () => {
    const { appid, code, exchange } = await redirected();
    const early = { answer: await exchangeCode(stage, code) };
    await expect((await exchange({ early })).result()).resolves.toMatchObject({ kind: 'exchanged', appid });
    await stage.becomes(appid, {
      authorization: 'granted',
      account: expect.objectContaining({ userName: expect.stringMatching(/^gh_/) }),
    });
    await expect(stage.tokens({ kind: 'authorizer', appid })).resolves.toMatch(/.{20}/);
    expect(await stage.callsOf(path, appid)).toBe(1);
    expect(await stage.callsOf('/cgi-bin/component/api_authorizer_token', appid)).toBe(0);
  });

  it('is adopted where another process was first', async () => {
    const { appid, code, exchange } = await redirected();
    await exchangeCode(stage, code);
    const used = await exchangeCode(stage, code).catch(({ failure }) => ({ failure }));
    expect(used).toMatchObject({ failure: { errcode: 61009 } });
    const handle = await exchange({ appid, early: failed({ errcode: 61009 }) });
    await expect(handle.result()).resolves.toMatchObject({ kind: 'adopted', appid });
    const { typedSearchAttributes } = await handle.describe();
    expect(typedSearchAttributes.get(searchAttributes.Attention)).toBe('none');
  });

  it('is adopted where the gateway died before it kept the answer', async () => {
    const { appid, code, exchange } = await redirected();
    await exchangeCode(stage, code);
    const early = failed({ kind: 'transport', class: 'transient', effect: 'unknown' });
    await expect((await exchange({ appid, early })).result()).resolves.toMatchObject({ kind: 'adopted', appid });
    expect(await stage.callsOf(path, appid)).toBe(1);
  });

  it('is exchanged here where the gateway died before it was asked for', async () => {
    const { appid, exchange } = await redirected();
    const early = failed({ kind: 'transport', class: 'transient', effect: 'unknown' });
    await expect((await exchange({ appid, early })).result()).resolves.toMatchObject({ kind: 'exchanged', appid });
  });
});
