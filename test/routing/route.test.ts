import { ServiceError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owners } from '../../credentials/owners.ts';
import type { AuthorizationInput } from '../../messages/authorization.ts';
import type { Sealed } from '../../messages/sealed.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { createRouter } from '../../routing/route.ts';
import { connect } from '../../temporal/connect.ts';
import { authorizerEvent, componentEvent, ticket } from '../gateway/platform.ts';
import { refusingAddress } from '../wechat/answering-server.ts';
import { deliveryIn, startRoutingStage } from './stage.ts';

/** gRPC's numbers of INVALID_ARGUMENT and DEADLINE_EXCEEDED. */
const [invalidArgument, deadlineExceeded] = [3, 4];

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
beforeAll(async () => {
  stage = await startRoutingStage();
});
afterAll(() => stage.stop());

const deliver = (xml: string, pathAppid?: string) =>
  stage.router.deliver({ xml, receivedAt: Date.now(), ...(pathAppid ? { pathAppid } : {}) });

describe('a ticket', () => {
  it('reaches the entity of the platform, sealed, and makes the entity where there is none', async () => {
    const result = await deliver(ticket('ticket@@@first', { CreateTime: 1413192605 }));
    expect(result).toEqual({ kind: 'delivered', to: ['component'] });
    await deliver(ticket('ticket@@@second', { CreateTime: 1413193205 }));
    const [first, second] = await stage.signalsOf('component');
    expect([first?.name, second?.name]).toEqual(['componentVerifyTicket', 'componentVerifyTicket']);
    expect(first?.about).toMatchObject({ event: 'componentVerifyTicket', createTime: 1413192605 });
    expect(JSON.stringify(first?.about)).not.toContain('ticket@@@');
    const { payload } = deliveryIn(second) as { payload: { ComponentVerifyTicket?: Sealed } };
    expect(stage.sealer.open(payload.ComponentVerifyTicket as Sealed, owners.componentTicket)).toBe('ticket@@@second');
  });
});

describe('an authorization', () => {
  const event = (name: string, code: string) =>
    componentEvent(name, { AuthorizerAppid: 'wx_new', AuthorizationCode: code, CreateTime: 1413192760 });
  const idOf = (code: string) => workflowIds.authorization(stage.ids.hmac('authorization-code', code));

  it.each(['authorized', 'updateauthorized'])('that is %s starts the one exchange of its code', async (name) => {
    const code = `queryauthcode@@@${name}`;
    expect(await deliver(event(name, code))).toEqual({ kind: 'delivered', to: [idOf(code)] });
    const { name: type, about } = await stage.startOf(idOf(code));
    const input = about as AuthorizationInput;
    expect(type).toBe('authorization');
    expect(input).toMatchObject({ createTime: 1413192760, appid: 'wx_new' });
    expect(stage.sealer.open(input.code, owners.authorizationCode)).toBe(code);
  });

  it('that comes twice, by another event or after its exchange, is exchanged once', async () => {
    const code = 'queryauthcode@@@twice';
    await deliver(event('authorized', code));
    expect(await deliver(event('updateauthorized', code))).toEqual({ kind: 'delivered', to: [idOf(code)] });
    await stage.close(idOf(code));
    expect(await deliver(event('authorized', code))).toEqual({ kind: 'delivered', to: [idOf(code)] });
    const { status } = await stage.temporal.workflow.getHandle(idOf(code)).describe();
    expect(status.name).toBe('TERMINATED');
  });

  it('that was withdrawn reaches its account, and people where the account is unknown', async () => {
    await stage.openAccount('wx_withdrawn', 'gh_withdrawn');
    const withdrawn = (AuthorizerAppid: string) => componentEvent('unauthorized', { AuthorizerAppid });
    const to = [workflowIds.authorizer('wx_withdrawn')];
    expect(await deliver(withdrawn('wx_withdrawn'))).toEqual({ kind: 'delivered', to });
    const [signal] = await stage.signalsOf(workflowIds.authorizer('wx_withdrawn'));
    expect(signal).toMatchObject({ name: 'unauthorized', about: { appid: 'wx_withdrawn' } });
    expect(await deliver(withdrawn('wx_stranger'))).toMatchObject({
      kind: 'unrouted',
      channel: 'component',
      name: 'unauthorized',
      appid: 'wx_stranger',
      reason: 'wx_stranger is no account of ours.',
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});

describe('what became of order pages', () => {
  const told = (...appids: string[]) =>
    componentEvent('order_path_audit_result_notify', { list: appids.map((appid) => ({ appid, status: 4 })) });

  it('reaches the record of each account that it lists', async () => {
    await stage.openAccount('wx_orders1', 'gh_orders1');
    await stage.openAccount('wx_orders2', 'gh_orders2');
    const to = ['wx_orders1', 'wx_orders2'].map(workflowIds.authorizer);
    expect(await deliver(told('wx_orders1', 'wx_stranger', 'wx_orders2'))).toEqual({ kind: 'delivered', to });
    const [signal] = await stage.signalsOf(workflowIds.authorizer('wx_orders2'));
    expect(signal?.about).toMatchObject({ event: 'orderPathAuditResultNotify', appid: 'wx_orders2' });
  });

  it('is for people where it lists no account of ours', async () => {
    expect(await deliver(told('wx_stranger'))).toMatchObject({ kind: 'unrouted' });
    expect(await deliver(told())).toMatchObject({ kind: 'unrouted' });
  });
});

describe('the end of a registration', () => {
  const ended = (fields: Record<string, unknown>) =>
    componentEvent('notify_third_fasteregister', { status: 0, ...fields });
  const enterprise = (code: string) => workflowIds.enterpriseRegistration(stage.ids.hmac('enterprise-code', code));

  it('reaches the open registration of the enterprise it names', async () => {
    const id = await stage.open(enterprise('9144030071526726XG'));
    const xml = ended({
      status: 1005,
      msg: 'real name check failed',
      info: { name: '公司', code: '9144030071526726XG' },
    });
    expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [id] });
    const [signal] = await stage.signalsOf(id);
    expect(signal).toMatchObject({ name: 'notifyThirdFasteregister', about: { payload: { status: 1005 } } });
  });

  it.each([
    ['code of its info', (task: string) => ({ info: { name: '', code: task } })],
    ['taskid of its info', (task: string) => ({ info: { name: '', code: '', taskid: task } })],
    ['taskid', (task: string) => ({ taskid: task, info: '' })],
  ])('is found by its task id, be it the %s', async (where, fields) => {
    const task = `task-${where.replaceAll(' ', '-')}`;
    const externals = [externalIds.registrationTask(task)];
    const id = await stage.open(enterprise(task), { externalIds: externals });
    await stage.isListed(`ExternalIds = '${externals[0]}'`);
    expect(await deliver(ended(fields(task)))).toEqual({ kind: 'delivered', to: [id] });
  });

  it('has its code exchanged first, and then tells the registration', async () => {
    const id = await stage.open(enterprise('91440300708461136T'));
    const code = 'queryauthcode@@@registered';
    const exchange = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const xml = ended({ appid: 'wx_made', auth_code: code, info: { code: '91440300708461136T' } });
    expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [exchange, id] });
    expect((await stage.startOf(exchange)).about).toMatchObject({ appid: 'wx_made' });
    const [signal] = await stage.signalsOf(id);
    expect(JSON.stringify(signal)).not.toContain('queryauthcode');
  });

  it('has its code exchanged also where nobody waits for it', async () => {
    const code = 'queryauthcode@@@orphan';
    const exchange = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const result = await deliver(ended({ appid: 'wx_orphan', auth_code: code }));
    expect(result).toMatchObject({ kind: 'unrouted', name: 'notify_third_fasteregister', appid: 'wx_orphan' });
    expect((await stage.startOf(exchange)).name).toBe('authorization');
  });

  it.each([
    ['a field is missing', { status: undefined, CreateTime: 1413192760 }, 1413192760],
    ['it does not say when it was made', { CreateTime: undefined }, 1_700_000_000],
  ])('has its code exchanged though %s, and is for people', async (what, fields, createTime) => {
    const code = `queryauthcode@@@${what.replaceAll(' ', '-')}`;
    const exchange = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const xml = ended({ appid: 'wx_unread', auth_code: code, ...fields });
    const result = await stage.router.deliver({ xml, receivedAt: 1_700_000_000_999 });
    expect(result).toMatchObject({ kind: 'unrouted', reason: expect.stringContaining('does not fit') });
    expect(await stage.startOf(exchange)).toMatchObject({
      name: 'authorization',
      about: { createTime, appid: 'wx_unread', code: { owner: owners.authorizationCode } },
    });
  });

  it('is kept in the record of its account once the registration is closed', async () => {
    const id = await stage.open(enterprise('914403007084611370'), { appid: 'wx_late' });
    await stage.close(id);
    const account = await stage.openAccount('wx_late', 'gh_late');
    const xml = ended({ appid: 'wx_late', info: { code: '914403007084611370' } });
    expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [account] });
    const [signal] = await stage.signalsOf(account);
    expect(signal).toMatchObject({ name: 'accountEvent', about: { event: 'notifyThirdFasteregister' } });
  });

  describe('that names a task', () => {
    const code = '91440300708461136R';
    const about = (task: string, fields = {}) => ended({ status: 100003, info: { code, taskid: task }, ...fields });
    let id: string;
    beforeAll(async () => {
      const externals = ['task-first', 'task-second'].map(externalIds.registrationTask);
      id = await stage.open(enterprise(code), { externalIds: externals });
    });

    it('reaches the registration that has or had it', async () => {
      for (const task of ['task-first', 'task-second']) {
        expect(await deliver(about(task))).toEqual({ kind: 'delivered', to: [id] });
      }
    });

    it('of another try is for people, or for the account it made', async () => {
      expect(await deliver(about('task-of-a-former-run'))).toMatchObject({ kind: 'unrouted' });
      const account = await stage.openAccount('wx_former', 'gh_former');
      const made = about('task-of-a-former-run', { status: 0, appid: 'wx_former' });
      expect(await deliver(made)).toEqual({ kind: 'delivered', to: [account] });
    });

    it('reaches a registration whose task was lost', async () => {
      const lost = '91440300708461137P';
      const other = await stage.open(enterprise(lost), { externalIds: [externalIds.lostRegistrationTask()] });
      const xml = ended({ status: 100003, info: { code: lost, taskid: 'task-nobody-knows' } });
      expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [other] });
    });

    it('is tried again later where its registration does not know its task yet', async () => {
      const early = '91440300708461138M';
      await stage.open(enterprise(early));
      await stage.openAccount('wx_early', 'gh_early');
      const xml = ended({ appid: 'wx_early', info: { code: early, taskid: 'task-early' } });
      expect(await deliver(xml)).toMatchObject({ kind: 'unrouted', reason: expect.stringContaining('no task yet') });
    });
  });

  it('without a task is of a former run where it was made before this one began', async () => {
    const code = '91440300708461139K';
    await stage.open(enterprise(code));
    const xml = ended({ status: 100003, info: { code }, CreateTime: Math.floor(Date.now() / 1_000) - 600 });
    expect(await deliver(xml)).toMatchObject({ kind: 'unrouted' });
  });

  it('with every pointer empty is kept in the record of its account', async () => {
    const account = await stage.openAccount('wx_empty', 'gh_empty');
    const info = { name: '', code: '', taskid: '', wxuser: '' };
    expect(await deliver(ended({ appid: 'wx_empty', taskid: '', info }))).toEqual({ kind: 'delivered', to: [account] });
  });

  it('of a person is found by the WeChat id', async () => {
    const person = workflowIds.personalRegistration(stage.ids.hmac('wechat-user', 'wxid_somebody'));
    const id = await stage.open(person);
    const xml = ended({ status: 1003, info: { wxuser: 'wxid_somebody', idname: '' } });
    expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [id] });
  });

  it('that points nowhere is for people', async () => {
    expect(await deliver(ended({ status: 1001, info: '' }))).toMatchObject({
      kind: 'unrouted',
      reason: 'No open registration fits its pointers, and it names no account.',
    });
  });

  it('can not smuggle anything into a query', async () => {
    const smuggled = "x' OR ExecutionStatus = 'Running";
    expect(await deliver(ended({ taskid: smuggled, appid: smuggled }))).toMatchObject({ kind: 'unrouted' });
  });
});

describe('an event of an account', () => {
  const passed = (userName: string) => authorizerEvent('weapp_audit_success', userName);

  it('reaches its open release, and its record after that', async () => {
    const account = await stage.openAccount('wx_shop', 'gh_shop');
    const release = await stage.open(workflowIds.codeRelease('wx_shop'));
    for (const event of ['weapp_audit_success', 'weapp_audit_fail', 'weapp_audit_delay']) {
      expect(await deliver(authorizerEvent(event, 'gh_shop'), 'wx_shop')).toEqual({ kind: 'delivered', to: [release] });
    }
    const names = (await stage.signalsOf(release)).map(({ name }) => name);
    expect(names).toEqual(['weappAuditSuccess', 'weappAuditFail', 'weappAuditDelay']);
    await stage.close(release);
    expect(await deliver(passed('gh_shop'), 'wx_shop')).toEqual({ kind: 'delivered', to: [account] });
    expect(await stage.signalsOf(account)).toMatchObject([
      { name: 'accountEvent', about: { event: 'weappAuditSuccess', appid: 'wx_shop' } },
    ]);
  });

  it('has the same key each time it comes', async () => {
    const account = await stage.openAccount('wx_twice', 'gh_twice');
    const xml = passed('gh_twice');
    await deliver(xml, 'wx_twice');
    await deliver(xml, 'wx_twice');
    const keys = (await stage.signalsOf(account)).map((signal) => deliveryIn(signal).key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('is resolved by its user name where the path names no account', async () => {
    const account = await stage.openAccount('wx_pathless', 'gh_pathless');
    await stage.isListed(`ExternalIds = '${externalIds.userName('gh_pathless')}'`);
    expect(await deliver(passed('gh_pathless'))).toEqual({ kind: 'delivered', to: [account] });
    expect(await deliver(passed('gh_pathless'), 'wx_pathless')).toEqual({ kind: 'delivered', to: [account] });
  });

  it.each([
    ["another account's path", 'gh_shop', 'wx_twice', "ToUserName is not that account's user name"],
    ['the path of a stranger', 'gh_shop', 'wx_stranger', 'The path names wx_stranger, which is no account of ours.'],
    ['no path and an unknown user name', 'gh_nobody', undefined, 'No account of ours has this ToUserName.'],
    ['no path and a user name made for a query', "gh' OR '1'='1", undefined, 'No account of ours has this ToUserName.'],
  ])('with %s is for people: the path is not signed', async (_what, userName, pathAppid, reason) => {
    expect(await deliver(passed(userName), pathAppid)).toMatchObject({
      kind: 'unrouted',
      channel: 'authorizer',
      name: 'weapp_audit_success',
      reason: expect.stringContaining(reason),
    });
  });

  it('is told apart also where the right account was seen before', async () => {
    const { router } = stage;
    await router.deliver({ xml: passed('gh_shop'), pathAppid: 'wx_shop', receivedAt: 1 });
    const wrong = await router.deliver({ xml: passed('gh_shop'), pathAppid: 'wx_twice', receivedAt: 1 });
    expect(wrong).toMatchObject({ kind: 'unrouted' });
  });
});

describe('what no route wants', () => {
  it('is ignored by decision where users caused it', async () => {
    const message = '<xml><ToUserName>gh_shop</ToUserName><MsgType>text</MsgType><Content>hi</Content></xml>';
    expect(await deliver(message, 'wx_shop')).toMatchObject({ kind: 'ignored' });
  });

  it('is for people where it is unknown, under one key each time it comes', async () => {
    const xml = authorizerEvent('wxa_new_thing', 'gh_shop');
    const first = await deliver(xml, 'wx_shop');
    expect(first).toMatchObject({ kind: 'unrouted', name: 'wxa_new_thing', appid: 'wx_shop' });
    expect(await deliver(xml, 'wx_shop')).toEqual(first);
  });

  it('is for people where a defect of ours stood in its way', async () => {
    const ids = {
      hmac: (kind: string, value: string) => {
        if (kind === 'authorization-code') throw new Error(`no key for access_token=${value}`);
        return stage.ids.hmac(kind, value);
      },
    };
    const router = createRouter({ ...stage, ids });
    const xml = componentEvent('authorized', { AuthorizerAppid: 'wx_new', AuthorizationCode: 'queryauthcode@@@x' });
    expect(await router.deliver({ xml, receivedAt: 1 })).toMatchObject({
      kind: 'unrouted',
      reason: 'Its delivery failed: Error: no key for access_token=[redacted]',
    });
  });
});

describe("a platform's ticket", () => {
  it('is not for anybody in cloud mode, where the token comes from the cloud', async () => {
    const router = createRouter({ ...stage, tickets: false });
    expect(await router.deliver({ xml: ticket(), receivedAt: 1 })).toMatchObject({
      kind: 'ignored',
      reason: expect.stringContaining('cloud mode'),
    });
  });
});

describe('what Temporal can not take now', () => {
  it('is thrown while Temporal is stopped, in time to be tried again', async () => {
    const address = (await refusingAddress()).replace('http://', '');
    const temporal = connect({ ...stage.target, address, ring: stage.ring });
    const router = createRouter({ ...stage, temporal });
    const failure = await router.deliver({ xml: ticket(), receivedAt: 1 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    // Our own limit ends it; Temporal's client would go on trying.
    expect(failure).toMatchObject({ cause: { code: deadlineExceeded } });
    await temporal.connection.close();
  });

  it('is thrown where Temporal refuses it, as it does the 10,001st signal of a run', async () => {
    const tooMuch = ticket('t'.repeat(2_500_000));
    const refusal = await stage.router.deliver({ xml: tooMuch, receivedAt: 1 }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ServiceError);
    expect(refusal).toMatchObject({ cause: { code: invalidArgument } });
  });
});
