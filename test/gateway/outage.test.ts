import { ServiceError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { deliverReturn } from '../../api/authorization-links/returning.ts';
import { owners } from '../../credentials/owners.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { connect } from '../../temporal/connect.ts';
import { deliveryIn, startRoutingStage } from '../routing/stage.ts';
import { startApiProcess } from './api-process.ts';
import { temporaryDirectory } from './gateway.ts';
import { authorizerEvent, componentEvent } from './platform.ts';
import { wayToTemporal } from './way-to-temporal.ts';

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
beforeAll(async () => {
  stage = await startRoutingStage();
});
afterAll(() => stage.stop());

/** An api whose way to Temporal is stopped, and an account that it will find there. */
const cutOff = async (name: string) => {
  const way = await wayToTemporal(inject('temporalAddress'));
  const account = { appid: `wx_${name}`, userName: `gh_${name}` };
  await stage.openAccount(account.appid, account.userName);
  const temporal = { ...stage.target, address: way.address };
  const { ring, idKey } = stage;
  const options = { directory: await temporaryDirectory(), temporal, ring, idKey };
  const path = `/callbacks/authorizers/${account.appid}`;
  return {
    way,
    start: () => startApiProcess(options),
    /** The inner XML of the account's n-th event, and where it is pushed to. */
    event: (number: number) => authorizerEvent('weapp_audit_success', account.userName, { CreateTime: number }),
    to: { path },
    /** Which of its events the account got, in their order. */
    got: async () =>
      (await stage.signalsOf(workflowIds.authorizer(account.appid))).map((signal) => deliveryIn(signal).createTime),
  };
};

const patience = { timeout: 30_000, interval: 100 };

describe('while Temporal is stopped', () => {
  it('callbacks are answered "success" within 2 s, and delivered in order once it is back', async () => {
    const { way, start, event, to, got } = await cutOff('stopped');
    const api = await start();
    for (const number of [1, 2, 3, 4, 5]) {
      const { said, took } = await api.push(event(number), to);
      expect(said).toBe('success');
      expect(took).toBeLessThan(2_000);
    }
    expect(await api.waiting()).toBe(5);
    await way.open();
    await expect.poll(api.waiting, patience).toBe(0);
    expect(await got()).toEqual([1, 2, 3, 4, 5]);
  });

  it('callbacks survive a SIGKILL of the gateway, those with a code are delivered first', async () => {
    const { way, start, event, to, got } = await cutOff('killed');
    const first = await start();
    for (const number of [1, 2, 3]) expect(await first.push(event(number), to)).toMatchObject({ said: 'success' });
    const code = 'queryauthcode@@@while-stopped';
    const authorized = componentEvent('authorized', { AuthorizerAppid: 'wx_new', AuthorizationCode: code });
    expect(await first.push(authorized)).toMatchObject({ said: 'success' });
    await first.kill();
    const second = await start();
    expect(await second.waiting()).toBe(4);
    expect(await second.push(event(4), to)).toMatchObject({ said: 'success' });
    await way.open();
    await expect.poll(second.waiting, patience).toBe(0);
    expect(await got()).toEqual([1, 2, 3, 4]);
    const exchange = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    expect(await stage.startOf(exchange)).toMatchObject({ name: 'authorization', about: { appid: 'wx_new' } });
  });

  it('an api that is told to stop ends, and the next one delivers what it left', async () => {
    const { way, start, event, to, got } = await cutOff('ended');
    const first = await start();
    await first.push(event(1), to);
    await first.stop();
    await way.open();
    const second = await start();
    await expect.poll(second.waiting, patience).toBe(0);
    expect(await got()).toEqual([1]);
  });
});

describe('while Temporal goes away and comes back', () => {
  it('nothing is lost and no order is changed', async () => {
    const { way, start, event, to, got } = await cutOff('flapping');
    await way.open();
    const api = await start();
    for (let number = 1; number <= 30; number++) {
      if (number === 10) await way.stop();
      if (number === 20) await way.freeze();
      const { said, took } = await api.push(event(number), to);
      expect(said).toBe('success');
      expect(took).toBeLessThan(2_000);
    }
    await way.open();
    await expect.poll(api.waiting, patience).toBe(0);
    // A call that was cut off may have arrived: the same event twice in a row, which the receiver drops by its key.
    const distinct = (await got()).filter((number, index, all) => number !== all[index - 1]);
    expect(distinct).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });
});

describe('while Temporal answers nothing', () => {
  it('a code that a browser brought back is given up in time to be exchanged by the gateway', async () => {
    const way = await wayToTemporal(inject('temporalAddress'));
    await way.freeze();
    const { sealer, ids, ring, target } = stage;
    const temporal = connect({ ...target, address: way.address, ring });
    onTestFinished(() => temporal.connection.close());
    const code = sealer.seal(owners.authorizationCode, 'queryauthcode@@@returned');
    const begun = Date.now();
    const returned = { code, link: 'authorization-link:1', createTime: begun / 1_000 };
    await expect(deliverReturn({ temporal, ids, sealer }, returned)).rejects.toBeInstanceOf(ServiceError);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});
