import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createSealer } from '../../credentials/sealer.ts';
import { createTokenReader } from '../../credentials/tokens.ts';
import { componentView, refreshComponentToken } from '../../messages/component.ts';
import type { SealedToken } from '../../messages/sealed.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type CredentialStage, startCredentialStage } from './stage.ts';

const tokenPath = '/cgi-bin/component/api_component_token';
const pushPath = '/cgi-bin/component/api_start_push_ticket';
const platform = { kind: 'component' } as const;

let stage: CredentialStage;
afterEach(() => stage.stop());

const entity = () => stage.temporal.workflow.getHandle(workflowIds.component());

describe("the platform's token", () => {
  it('waits for the first ticket, then is fetched once for all who ask', async () => {
    stage = await startCredentialStage();
    const asked = Promise.all([stage.newTokens()(platform), stage.newTokens()(platform), stage.newTokens()(platform)]);
    await stage.pushTicket();
    expect(new Set(await asked).size).toBe(1);
    expect(await stage.callsOf(tokenPath)).toBe(1);
  });

  it('is replaced for whoever names the current one as stale, and for nobody else', async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    const refresh = (stale?: string) =>
      entity().executeUpdate(refreshComponentToken, { args: [stale ? { stale } : {}] });
    const first = await refresh();
    expect(await refresh('somebody else')).toEqual(first);
    const second = await refresh(first.token.fingerprint);
    expect(second.token.fingerprint).not.toBe(first.token.fingerprint);
    expect(await refresh(first.token.fingerprint)).toEqual(second);
    expect(await stage.callsOf(tokenPath)).toBe(2);
  });

  it('that others had replaced is taken over by a process that keeps it at hand', async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    const reader = createTokenReader(stage);
    expect(reader.atHand(platform)).toBeUndefined();
    await reader.renew(platform);
    const first = reader.atHand(platform);
    const others = await stage.newTokens()(platform, first);
    expect(others).not.toBe(first);
    expect(reader.atHand(platform)).toBe(first);
    await reader.renew(platform);
    expect(reader.atHand(platform)).toBe(others);
    expect(await reader.read(platform)).toBe(others);
    expect(await stage.callsOf(tokenPath)).toBe(2);
  });

  it('is at hand only while it lives, also for the next process', async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    let now = Date.now();
    const sealed = new Map<string, SealedToken>();
    const kept = {
      get: (owner: string) => sealed.get(owner),
      put: async (owner: string, token: SealedToken) => void sealed.set(owner, token),
    };
    const reader = createTokenReader({ ...stage, kept, clock: () => now });
    await reader.renew(platform);
    const next = createTokenReader({ ...stage, kept, clock: () => now });
    expect(next.atHand(platform)).toBe(reader.atHand(platform));
    expect(JSON.stringify([...sealed])).not.toContain(next.atHand(platform));
    const otherKeys = createSealer([{ id: 'other', key: randomBytes(32) }], randomBytes(32));
    expect(createTokenReader({ ...stage, kept, sealer: otherKeys }).atHand(platform)).toBeUndefined();
    now += 7_000_000;
    expect(reader.atHand(platform)).toMatch(/.{20}/);
    now += 200_000;
    for (const each of [reader, next]) expect(each.atHand(platform)).toBeUndefined();
  });

  it('that WeChat refuses is shown to ops until it is there', async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    await stage.order('/faults', { path: tokenPath, kind: 'errcode', errcode: 40125 });
    await expect(stage.tokens(platform)).rejects.toMatchObject({ failure: { class: 'provider', effect: 'none' } });
    expect(await entity().query(componentView)).toMatchObject({
      attention: 'ops',
      note: expect.stringContaining('secret'),
    });
    await stage.tokens(platform);
    expect((await entity().query(componentView)).attention).toBe('none');
  });

  it('that WeChat refuses to this host keeps the worker from its work', async () => {
    stage = await startCredentialStage({ simulator: { ipAllowList: [] } });
    await stage.pushTicket();
    await expect(stage.tokens(platform)).rejects.toMatchObject({ failure: { class: 'stop', scope: 'host' } });
    expect(stage.hostRefusal()).toMatchObject({ failure: { errcode: 61004 } });
  });

  it('is served to more processes at once than an entity takes updates', async () => {
    stage = await startCredentialStage();
    const asked = Promise.all(Array.from({ length: 25 }, () => stage.newTokens()(platform)));
    await stage.pushTicket();
    expect(new Set(await asked).size).toBe(1);
    expect(await stage.callsOf(tokenPath)).toBe(1);
  });
});

describe('the ticket watchdog', () => {
  it('asks WeChat to push again, and ops to look, until a ticket comes', async () => {
    stage = await startCredentialStage({ component: { ticketSilence: 400 } });
    await stage.order('/tickets', { does: 'stop' });
    await stage.order('/faults', { event: 'component_verify_ticket', kind: 'lose', times: 3 });
    await expect.poll(() => stage.callsOf(pushPath), { timeout: 10_000 }).toBeGreaterThan(2);
    const { note } = await entity().query(componentView);
    expect(note).toContain('授权事件接收URL');
    const described = async () => (await entity().describe()).typedSearchAttributes.get(searchAttributes.Attention);
    await expect.poll(described).toBe('ops');
    await expect.poll(async () => (await entity().query(componentView)).ticketAt).toBeDefined();
  });
});

describe('the entity of the platform', () => {
  it('does not heed a cancellation', async () => {
    stage = await startCredentialStage();
    await stage.pushTicket();
    const first = await stage.tokens(platform);
    await entity().cancel();
    await expect(stage.tokens(platform, first)).resolves.not.toBe(first);
    expect((await entity().describe()).status.name).toBe('RUNNING');
  });

  it('answers while it continues as new, and keeps ticket and token', async () => {
    stage = await startCredentialStage({ component: { historyLimit: 40 } });
    await stage.pushTicket();
    const first = await stage.tokens(platform);
    const { runId } = await entity().describe();
    const view = await entity().query(componentView);
    const runs = new Set([runId]);
    for (let asked = 0; asked < 60; asked += 1) {
      const answers = await Promise.all([
        entity().executeUpdate(refreshComponentToken, { args: [{}] }),
        entity().executeUpdate(refreshComponentToken, { args: [{}] }),
      ]);
      for (const { token } of answers) expect(stage.sealer.open(token, token.owner)).toBe(first);
      runs.add((await entity().describe()).runId);
    }
    expect(runs.size).toBeGreaterThan(3);
    expect(await entity().query(componentView)).toEqual(view);
    expect(await stage.callsOf(tokenPath)).toBe(1);
  });
});
