import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

describe('an option of an account', () => {
  const paths = ['/cgi-bin/component/get_authorizer_option', '/cgi-bin/component/api_get_authorizer_option'] as const;

  it('is what it was set to, on both paths', async () => {
    const { appid } = await stage.account();
    const location = { option_name: 'location_report' } as const;
    expect(await stage.client.getAuthorizerOptionInfo(appid, location)).toEqual({ ...location, option_value: '0' });
    await stage.client.apiSetAuthorizerOption(appid, { ...location, option_value: '2' });
    expect(await stage.client.getAuthorizerOptionInfo(appid, location)).toEqual({ ...location, option_value: '2' });
    const other = await stage.account();
    expect(await stage.client.apiGetAuthorizerOption(other.appid, location)).toMatchObject({ option_value: '0' });
  });

  it.each(paths)("%s takes the account's token alone, or the platform's with both appids", async (path) => {
    const { appid } = await stage.account();
    const own = await stage.tokens({ kind: 'authorizer', appid });
    const platforms = await stage.tokens({ kind: 'component' });
    const codeOf = async (query: string, body: object) =>
      (await stage.call(`${path}?${query}`, post(body))).answer.errcode;
    const option_name = 'voice_recognize';
    const both = { option_name, component_appid: stage.componentAppid, authorizer_appid: appid };
    expect(await codeOf(`access_token=${own}`, { option_name })).toBe(0);
    expect(await codeOf(`access_token=${own}`, { ...both, authorizer_appid: 'wxother' })).toBe(40013);
    expect(await codeOf(`access_token=${platforms}`, both)).toBe(0);
    expect(await codeOf(`component_access_token=${platforms}`, both)).toBe(0);
    expect(await codeOf(`access_token=${platforms}`, { option_name })).toBe(61015);
    expect(await codeOf(`access_token=${platforms}`, { option_name, authorizer_appid: appid })).toBe(41018);
    expect(await codeOf(`access_token=${platforms}`, { ...both, authorizer_appid: 'wxnobody' })).toBe(61003);
    expect(await codeOf(`access_token=${own}`, { option_name: 'nothing' })).toBe(61012);
  });
});

describe('a permission set that must be confirmed', () => {
  const decide = (authorizer_appid: string, confirm_value: 1 | 2) =>
    stage.client.confirmAuthorization({ authorizer_appid, funcscope_category_id: 18, confirm_value });

  it('is of no use before the platform confirms it, once', async () => {
    const { appid } = await stage.account({ needConfirm: [18] });
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61016));
    await decide(appid, 1);
    await expect(stage.client.getVersionInfo(appid, {})).resolves.toEqual({});
    await expect(decide(appid, 1)).rejects.toMatchObject(refusedWith(61018));
  });

  it('that was turned down stays so', async () => {
    const { appid } = await stage.account({ needConfirm: [18] });
    await decide(appid, 2);
    await expect(decide(appid, 1)).rejects.toMatchObject(refusedWith(61022));
    await expect(stage.client.getVersionInfo(appid, {})).rejects.toMatchObject(refusedWith(61016));
  });

  it('must have been granted', async () => {
    const { appid } = await stage.account({ permissionSets: [17] });
    await expect(decide(appid, 1)).rejects.toMatchObject(refusedWith(61017));
  });
});

it('lists at most 500 accounts a page', async () => {
  const token = await stage.tokens({ kind: 'component' });
  const body = { component_appid: stage.componentAppid, offset: 0, count: 501 };
  const { answer } = await stage.call(`/cgi-bin/component/api_get_authorizer_list?access_token=${token}`, post(body));
  expect(answer.errcode).toBe(40170);
});

it("refuses a check of the callback's network with the codes of its page", async () => {
  const token = await stage.tokens({ kind: 'component' });
  const check = async (body: object) =>
    (await stage.call(`/cgi-bin/callback/check?access_token=${token}`, post(body))).answer.errcode;
  expect(await check({ action: 'trace', check_operator: 'CAP' })).toBe(40202);
  expect(await check({ action: 'dns', check_operator: 'MOBILE' })).toBe(40203);
});
