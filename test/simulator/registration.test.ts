import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { refusedWith, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const code = '91440300MA5FAKE001';
const enterprise = { name: '示例餐饮有限公司', code, component_phone: '0755-1234567', new_version: true as const };

const begin = async () => {
  const { taskid = '', authorize_url = '' } = await stage.client.fastRegisterEnterpriseWeappCreate(enterprise);
  return { taskid, authorize_url };
};
const statusOf = async (taskid: string) =>
  (await stage.client.fastRegisterEnterpriseWeappQuery({ taskid, new_version: true })).status;
const legalPerson = (does: string) => stage.person('legalPerson', does);
const ended = () => stage.receiver.push('notify_third_fasteregister');

describe('a registration', () => {
  it('that the legal person accepts ends with an account and one code in two pushes', async () => {
    await legalPerson('accept');
    const { taskid } = await begin();
    const { payload } = await ended();
    expect(payload).toMatchObject({
      status: '0',
      msg: 'OK',
      appid: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      auth_code: expect.stringMatching(/^queryauthcode@@@/),
      info: { name: enterprise.name, code, component_phone: enterprise.component_phone },
    });
    expect(await statusOf(taskid)).toBe(12);
    const appid = String(payload.appid);
    expect(await stage.codeOf(appid)).toBe(payload.auth_code);
    await stage.tokens({ kind: 'authorizer', appid });
    const { authorizer_info } = await stage.client.getAuthorizerInfo({ authorizer_appid: appid });
    expect(authorizer_info).toMatchObject({ nick_name: enterprise.name, register_type: 6 });
    const { category_list } = await stage.client.getAllCategoryName(appid, {});
    expect(category_list).toEqual([{ first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 }]);
  });

  it('passes through the steps of the face check', async () => {
    await legalPerson('accept');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid), { interval: 5 }).toBeGreaterThan(3);
    await expect.poll(() => statusOf(taskid), { interval: 5 }).toBe(12);
  });

  it('that the legal person refuses ends silently', async () => {
    await legalPerson('refuse');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toBe(3);
    await stage.advance(day);
    await legalPerson('accept');
    const next = await begin();
    expect(next.taskid).not.toBe(taskid);
    await ended();
    expect(stage.receiver.named('notify_third_fasteregister')).toHaveLength(1);
  });

  it('that nobody confirms expires after 24 h', async () => {
    await legalPerson('ignore');
    const { taskid } = await begin();
    await stage.advance(day - 60_000);
    expect(await statusOf(taskid)).toBe(1);
    await stage.advance(60_000);
    const { payload } = await ended();
    expect(payload).toMatchObject({ status: '100003', info: { code, taskid } });
    expect(payload).not.toHaveProperty('appid');
    expect(await statusOf(taskid)).toBe(2);
    expect(Math.abs(Number(payload.CreateTime) - Date.now() / 1000)).toBeLessThan(5);
  });

  it('whose face check failed expires with a reason of its own', async () => {
    await legalPerson('failFace');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toBe(6);
    await stage.advance(day);
    expect((await ended()).payload.status).toBe('100002');
    expect(await statusOf(taskid)).toBe(2);
  });

  it('to which the legal person agreed and no more expires for want of the ID check', async () => {
    await legalPerson('agree');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toBe(4);
    await stage.advance(day);
    expect((await ended()).payload.status).toBe('100001');
  });

  it.each([
    ['1001', 1001],
    ['1008', 1008],
    ['105', 11],
    ['-1', 11],
  ])('that WeChat refuses with %s has status %i', async (does, status) => {
    await legalPerson(does);
    const { taskid } = await begin();
    const { payload } = await ended();
    expect(payload).toMatchObject({ status: does, info: { code, taskid } });
    expect(payload).not.toHaveProperty('auth_code');
    expect(await statusOf(taskid)).toBe(status);
    await legalPerson('accept');
    await expect(begin()).resolves.toBeDefined();
  });

  it('stays open after a phone that failed', async () => {
    await legalPerson('failPhone');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toBe(9);
    await legalPerson('accept');
    expect((await ended()).payload.status).toBe('0');
  });

  it('may succeed after a failed face check', async () => {
    await legalPerson('failFace');
    const { taskid } = await begin();
    await expect.poll(() => statusOf(taskid)).toBe(6);
    await legalPerson('accept');
    expect((await ended()).payload.status).toBe('0');
  });

  it('is one at a time for each enterprise', async () => {
    await legalPerson('ignore');
    await begin();
    await expect(begin()).rejects.toMatchObject(refusedWith(89249));
    await stage.client.fastRegisterEnterpriseWeappCreate({ ...enterprise, code: '91440300MA5FAKE002' });
    await stage.advance(day);
    await ended();
    await expect(begin()).resolves.toMatchObject({ taskid: expect.any(String) });
  });

  it('is refused for a malformed code, and an unknown task has no status', async () => {
    const malformed = { ...enterprise, code: '91440300-A5FAKE001' };
    await expect(stage.client.fastRegisterEnterpriseWeappCreate(malformed)).rejects.toMatchObject(refusedWith(89255));
    await expect(statusOf('unknown')).rejects.toMatchObject(refusedWith(89250));
  });

  it('is refused by the call that WeChat retired, for good', async () => {
    const failure = { errcode: -1, class: 'rejected', effect: 'none' };
    const dead = { name: enterprise.name, legal_persona_wechat: 'wxid', legal_persona_name: '张三' };
    const create = stage.client.registerMiniprogramCreate({ ...dead, code, code_type: 1 });
    await expect(create).rejects.toMatchObject({ failure });
    await expect(stage.client.registerMiniprogramSearch(dead)).rejects.toMatchObject({ failure });
    expect(await stage.ask('/state')).toMatchObject({ registrations: [] });
  });

  it('is refused in the flow that ended on 2026-04-30', async () => {
    const token = await stage.tokens({ kind: 'component' });
    const { answer } = await stage.call(
      `/wxa/component/fastregisterenterpriseweapp?action=create&access_token=${token}`,
      { method: 'POST', body: JSON.stringify({ ...enterprise, new_version: undefined }) },
    );
    expect(answer).toMatchObject({ errcode: 47001, errmsg: expect.stringContaining('new_version') });
  });
});

describe('the page behind the link', () => {
  const press = (url: string, does: string) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ does }), redirect: 'follow' });

  it('lets somebody at a browser act as the legal person', async () => {
    await legalPerson('ignore');
    const { taskid, authorize_url } = await begin();
    const page = await (await fetch(authorize_url)).text();
    for (const words of [enterprise.name, '同意', '拒绝', '人脸失败']) expect(page).toContain(words);
    expect(await (await press(authorize_url, 'failFace')).text()).toContain('人脸识别失败');
    await press(authorize_url, 'accept');
    expect((await ended()).payload.status).toBe('0');
    expect(await statusOf(taskid)).toBe(12);
    expect(await (await fetch(authorize_url)).text()).toContain('小程序已创建');
  });

  it('does nothing once the matter is settled', async () => {
    await legalPerson('ignore');
    const { taskid, authorize_url } = await begin();
    await press(authorize_url, 'refuse');
    await press(authorize_url, 'accept');
    expect(await statusOf(taskid)).toBe(3);
  });

  it('knows no other task', async () => {
    expect((await fetch(`${stage.url}/wxawap/fastregister?task=unknown`)).status).toBe(404);
  });
});
