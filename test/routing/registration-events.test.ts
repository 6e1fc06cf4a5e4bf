import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owners } from '../../credentials/owners.ts';
import type { Sealed } from '../../messages/sealed.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { authorizerEvent, componentEvent } from '../gateway/platform.ts';
import { deliveryIn, startRoutingStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof startRoutingStage>>;
beforeAll(async () => {
  stage = await startRoutingStage();
});
afterAll(() => stage.stop());

const deliver = (xml: string, pathAppid?: string) =>
  stage.router.deliver({ xml, receivedAt: Date.now(), ...(pathAppid ? { pathAppid } : {}) });

describe("the end of a person's registration", () => {
  it('has its code exchanged at once', async () => {
    const account = await stage.openAccount('wx_person', 'gh_person');
    const code = 'queryauthcode@@@person';
    const exchange = workflowIds.authorization(stage.ids.hmac('authorization-code', code));
    const info = { wxuser: 'wxid_person', idname: '', component_phone: '1' };
    const xml = componentEvent('notify_third_fasteregister', { appid: 'wx_person', status: 0, auth_code: code, info });
    expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [account] });
    const { name, about } = await stage.startOf(exchange);
    expect(name).toBe('authorization');
    expect(about).toMatchObject({ appid: 'wx_person' });
    const [signal] = await stage.signalsOf(account);
    expect(signal).toMatchObject({ about: { payload: { info: { wxuser: 'wxid_person' } } } });
  });
});

describe('an event of a trial', () => {
  it.each(['notify_third_fastregisterbetaapp', 'notify_third_fastverifybetaapp'])(
    '%s is kept in the record of the account it names',
    async (name) => {
      const account = await stage.openAccount(`wx_${name}`, `gh_${name}`);
      const xml = componentEvent(name, { appid: `wx_${name}`, status: 0, info: { name: '小店' } });
      expect(await deliver(xml)).toEqual({ kind: 'delivered', to: [account] });
    },
  );

  it('without an account is for people', async () => {
    const xml = componentEvent('notify_third_fastregisterbetaapp', { status: 3, info: { unique_id: 'u' } });
    expect(await deliver(xml)).toMatchObject({
      kind: 'unrouted',
      reason: expect.stringContaining('it names no account'),
    });
  });

  it('reaches the open conversion of its account, or of the enterprise where it names no account', async () => {
    const code = '91440300MA5FAKE001';
    const pointer = externalIds.enterprise(stage.ids.hmac('enterprise-code', code));
    const conversion = await stage.open(workflowIds.trialConversion('wx_verify'), { externalIds: [pointer] });
    const verified = (fields: Record<string, unknown>) =>
      deliver(componentEvent('notify_third_fastverifybetaapp', fields));
    expect(await verified({ appid: 'wx_verify', status: 89252 })).toEqual({ kind: 'delivered', to: [conversion] });
    await stage.isListed(`ExecutionStatus = 'Running' AND ExternalIds = '${pointer}'`);
    expect(await verified({ status: 100003, info: { code } })).toEqual({ kind: 'delivered', to: [conversion] });
    const second = await stage.open(workflowIds.trialConversion('wx_verify_too'), { externalIds: [pointer] });
    await stage.isListed(`ExecutionStatus = 'Running' AND WorkflowId = '${second}'`);
    // Two of one enterprise: a push without an account may be either's.
    expect(await verified({ status: 100003, info: { code } })).toMatchObject({ kind: 'unrouted' });
    expect(await verified({ status: 0, info: { code: '' } })).toMatchObject({ kind: 'unrouted' });
  });

  it.each(['betaapp_authorization_apply_event', 'betaapp_verify_apply_event', 'betaapp_verify_event'])(
    '%s reaches the open conversion of its account',
    async (name) => {
      await stage.openAccount(`wx_${name}`, `gh_${name}`);
      const conversion = await stage.open(workflowIds.trialConversion(`wx_${name}`));
      const fields = { ApplyAuthorizationInfoNoitfy: { appid: `wx_${name}`, mp_appid: 'wx_mp', status: 0 } };
      const xml = authorizerEvent(name, `gh_${name}`, fields);
      expect(await deliver(xml, `wx_${name}`)).toEqual({ kind: 'delivered', to: [conversion] });
      await stage.isListed(
        `WorkflowId = '${workflowIds.authorizer(`wx_${name}`)}' AND ExternalIds = 'user:gh_${name}'`,
      );
      expect(await deliver(authorizerEvent(name, `gh_${name}`, { ...fields, CreateTime: 1 }))).toMatchObject({
        to: [conversion],
      });
    },
  );

  it('is kept with its ticket sealed', async () => {
    const account = await stage.openAccount('wx_trial', 'gh_trial');
    const xml = authorizerEvent('betaapp_authorization_apply_event', 'gh_trial', {
      ApplyAuthorizationInfoNoitfy: { appid: 'wx_trial', mp_appid: 'wx_mp', status: 0, ticket: 'a-ticket-for-2-hours' },
    });
    expect(await deliver(xml, 'wx_trial')).toEqual({ kind: 'delivered', to: [account] });
    const [signal] = await stage.signalsOf(account);
    expect(JSON.stringify(signal)).not.toContain('a-ticket-for-2-hours');
    const { payload } = deliveryIn(signal) as { payload: { ApplyAuthorizationInfoNoitfy: { ticket: Sealed } } };
    const { ticket, ...rest } = payload.ApplyAuthorizationInfoNoitfy;
    expect(rest).toEqual({ appid: 'wx_trial', mp_appid: 'wx_mp', status: 0 });
    expect(stage.sealer.open(ticket, owners.subjectTicket)).toBe('a-ticket-for-2-hours');
  });
});
