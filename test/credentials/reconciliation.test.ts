import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveSecret } from '../../credentials/authorizer-entity.ts';
import { owners } from '../../credentials/owners.ts';
import { authorizationListed } from '../../messages/authorizer.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { startTemporalServer } from '../../scripts/temporal-server.ts';
import { connect } from '../../temporal/connect.ts';
import { ensureExisting } from '../../worker/worker.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { ring } from '../api/secrets.ts';
import { ownTemporal } from '../own-temporal.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

let stage: CredentialStage;
beforeAll(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const reconcile = () =>
  stage.temporal.workflow.execute('authorizerReconciliation', {
    workflowId: workflowIds.authorizerReconciliation(),
    taskQueue: taskQueues.main,
  });

describe('the reconciliation', () => {
  it('makes the entity of an account whose push was lost, with its refresh token', async () => {
    const { appid, userName } = await stage.account({ exchanged: true });
    await reconcile();
    await stage.becomes(appid, { authorization: 'granted', account: expect.objectContaining({ userName }) });
    await expect(stage.tokens({ kind: 'authorizer', appid })).resolves.toMatch(/.{20}/);
  });

  it('gives a lost account its refresh token back once the list has one', async () => {
    const { appid } = await stage.authorized();
    const stale = await stage.tokens({ kind: 'authorizer', appid });
    await stage.order('/faults', {
      path: '/cgi-bin/component/api_authorizer_token',
      kind: 'errcode',
      errcode: 61023,
      times: 2,
    });
    await expect(stage.tokens({ kind: 'authorizer', appid }, stale)).rejects.toMatchObject({
      failure: { class: 'merchant' },
    });
    await stage.becomes(appid, { authorization: 'lost' });
    await reconcile();
    await stage.becomes(appid, { authorization: 'granted' });
  });

  it('learns of a withdrawal whose push was lost, and leaves alone who needs no authorization', async () => {
    const { appid } = await stage.authorized();
    const secret = 'c0ffee00c0ffee00c0ffee00c0ffee00';
    const customised = (await stage.account({ secret })).appid;
    await giveSecret(stage.temporal, customised, {
      secret: stage.sealer.seal(owners.authorizerSecret(customised), secret),
    });
    const isGranted = "WorkflowType = 'authorizer' AND Stage = 'granted' AND AppId IN";
    const granted = () => stage.temporal.workflow.count(`${isGranted} ('${appid}', '${customised}')`);
    await expect.poll(granted).toMatchObject({ count: 2 });
    await stage.order('/faults', { event: 'unauthorized', kind: 'lose' });
    await stage.order('/authorizations', { appid, does: 'withdraw' });
    await reconcile();
    await stage.becomes(appid, { authorization: 'withdrawn' });
    expect(await stage.view(customised)).toMatchObject({ origin: 'customised', authorization: 'granted' });
  });

  it('has idle refresh tokens proved one after the other within the time it is given', async () => {
    const idle = async () => {
      const { appid } = await stage.account({ exchanged: true });
      const { list } = await stage.client.getAuthorizerList({ offset: 0, count: 500 });
      const token = list.find(({ authorizer_appid }) => authorizer_appid === appid)?.refresh_token ?? '';
      const refreshToken = stage.sealer.seal(owners.authorizerRefreshToken(appid), token);
      const state = { ...newAuthorizer(appid), authorization: 'granted', refreshToken } as const;
      const entity = await stage.startAuthorizer({ appid, state });
      return {
        appid,
        listed: (proveWithin: number) => entity.signal(authorizationListed, { authTime: 0, proveWithin }),
      };
    };
    const path = '/cgi-bin/component/api_authorizer_token';
    const soon = await idle();
    await soon.listed(50);
    await expect.poll(() => stage.callsOf(path, soon.appid)).toBe(1);

    const later = await idle();
    await later.listed(1_000_000_000);
    const timer = async () => {
      const { raw } = await stage.entity(later.appid).describe();
      return raw.workflowExecutionInfo?.historyLength?.toNumber();
    };
    await expect.poll(timer).toBeGreaterThan(4);
    expect(await stage.callsOf(path, later.appid)).toBe(0);
    // Whoever uses the account proves the token as well.
    await stage.newTokens()({ kind: 'authorizer', appid: later.appid });
    await later.listed(1_000_000_000);
    expect(await stage.callsOf(path, later.appid)).toBe(1);
  });

  it('tells every account of a list of several pages', async () => {
    await stage.order('/accounts', { count: 501, exchanged: true });
    const { told } = await reconcile();
    expect(told).toBeGreaterThan(501);
  }, 120_000);
});

describe('what must exist', () => {
  let temporal: Client;
  let end: () => Promise<void>;
  beforeAll(async () => {
    // The server of the run has no schedules.
    const { options, remove } = await ownTemporal();
    const server = await startTemporalServer(options);
    temporal = connect({ address: server.address, namespace: 'default', ring });
    end = async () => {
      await temporal.connection.close();
      await server.stop();
      await remove();
    };
  });
  afterAll(() => end());

  it('is made once, however many workers start at once', async () => {
    await Promise.all([
      ensureExisting(temporal, { tickets: true }),
      ensureExisting(temporal, { tickets: true }),
      ensureExisting(temporal, { tickets: true }),
    ]);
    const { action, spec, policies } = await temporal.schedule.getHandle('reconcile-authorizers').describe();
    expect(action).toMatchObject({ workflowType: 'authorizerReconciliation', taskQueue: taskQueues.main });
    expect(spec.intervals).toEqual([expect.objectContaining({ every: 6 * 3_600_000 })]);
    expect(policies.overlap).toBe('SKIP');
    const night = await temporal.schedule.getHandle('inspect-fleet').describe();
    expect(night.action).toMatchObject({ workflowType: 'fleetNight' });
    expect(night.spec).toMatchObject({ timezone: 'Asia/Shanghai', calendars: [{ hour: [{ start: 3 }] }] });
    const component = temporal.workflow.getHandle(workflowIds.component());
    expect((await component.describe()).status.name).toBe('RUNNING');
  });

  it('has no entity that asks WeChat for tickets in cloud mode, also not one from before', async () => {
    await ensureExisting(temporal, { tickets: true });
    await ensureExisting(temporal, { tickets: false });
    const component = temporal.workflow.getHandle(workflowIds.component());
    expect((await component.describe()).status.name).toBe('TERMINATED');
    await ensureExisting(temporal, { tickets: false });
  });

  it('is reconciled at once, so that a running fleet moves in', async () => {
    await ensureExisting(temporal, { tickets: true });
    await expect
      .poll(() =>
        temporal.workflow.count(
          "WorkflowType = 'authorizerReconciliation' AND TemporalScheduledById = 'reconcile-authorizers'",
        ),
      )
      .toMatchObject({ count: 1 });
  });
});
