import { afterAll, beforeAll, expect, it } from 'vitest';
import { releaseRecorded } from '../../messages/authorizer.ts';
import type { FleetInspectionInput, FleetInspectionOutcome } from '../../messages/fleet-inspection.ts';
import { accountDeclared, type DeclaredParts } from '../../messages/inspection.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';
import { versionsOf } from '../simulator/versions.ts';

/** A service that nobody runs: of interest is only what it would be told. */
const desk: ForwardingRule = {
  ...{ name: 'desk', match: { notice: ['drift'] }, to: 'http://127.0.0.1:9', format: 'json' },
  ...{ secret: 'a-secret-of-sixteen', replies: false },
};
let stage: CredentialStage;
let runs = 0;
beforeAll(async () => {
  stage = await startCredentialStage({ forwardingRules: [desk] });
  await stage.pushTicket();
});
afterAll(() => stage.stop());

const inspect = async (appids?: readonly string[]) => {
  runs += 1;
  const args: [FleetInspectionInput] = [{ perMinute: 6_000, request: { by: 'test' }, ...(appids ? { appids } : {}) }];
  const handle = await stage.temporal.workflow.start<
    (input: FleetInspectionInput) => Promise<ProcessResult<FleetInspectionOutcome>>
  >('fleetInspection', { workflowId: `fleet-inspection:${runs}`, taskQueue: taskQueues.main, args });
  return (await handle.result()).progress.outcome?.sums;
};
const declare = (appid: string, parts: DeclaredParts) =>
  stage.entity(appid).signal(accountDeclared, { parts, holds: [] });
const calls = async (appid: string, paths: readonly string[]) =>
  Promise.all(paths.map((path) => stage.callsOf(path, appid)));

const always = ['/wxa/getversioninfo', '/wxa/get_latest_auditstatus', '/wxa/getgrayreleaseplan'];
const declared = ['/wxa/get_effective_domain', '/wxa/get_effective_webviewdomain', '/wxa/get_prefetchdnsdomain'];

it('asks three calls of an account, and one more for what is declared of it; what differs stands in its record', async () => {
  const { appid: plain } = await stage.authorized();
  const { appid } = await stage.authorized();
  const code = versionsOf({ client: stage.wechat, person: stage.person }, appid);
  await code.online('1.0.0', '1.1.0');
  await stage.entity(appid).signal(releaseRecorded, {
    at: '2026-11-01T03:00:00Z',
    userVersion: '1.0.0',
    templateId: 1,
    auditid: 1,
    workflowId: 'w',
  });
  await code.approved('1.2.0');
  await declare(appid, { serverDomains: { way: 'direct', requestdomain: ['https://api.example'] } });
  const before = await calls(appid, always);
  expect(await inspect([plain, appid])).toMatchObject({
    ...{ inspected: 2, failed: 0, drifted: 1, newlyDrifted: 1 },
    drift: { version: 1, serverDomains: 1 },
  });
  expect(await calls(plain, [...always, ...declared])).toEqual([1, 1, 1, 0, 0, 0]);
  const after = await calls(appid, always);
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1]);
  expect(await calls(appid, declared)).toEqual([1, 0, 0]);
  await stage.becomes(appid, {
    inspection: expect.objectContaining({
      online: expect.objectContaining({ userVersion: '1.1.0' }),
      audit: expect.objectContaining({ state: 'approved', userVersion: '1.2.0' }),
      drift: [
        expect.objectContaining({ kind: 'version', lacks: ['1.0.0'], found: ['1.1.0'] }),
        expect.objectContaining({ kind: 'serverDomains', lacks: ['requestdomain https://api.example'] }),
      ],
    }),
  });
  expect(await inspect([appid])).toMatchObject({ drifted: 1, newlyDrifted: 0 });
  const told = () => stage.temporal.workflow.count("WorkflowType = 'callbackForward'");
  await expect.poll(told, { timeout: 20_000 }).toMatchObject({ count: 1 });
});

it('is stopped by no account: who withdrew is skipped, and what passes is asked again', async () => {
  const { appid: gone } = await stage.authorized();
  const { appid: shaky } = await stage.authorized();
  const { appid } = await stage.authorized();
  await stage.order('/authorizations', { appid: gone, does: 'withdraw' });
  await stage.becomes(gone, { authorization: 'withdrawn' });
  await stage.order('/faults', { path: '/wxa/getversioninfo', kind: 'errcode', errcode: -1, times: 1 });
  const sums = await inspect([gone, shaky, appid]);
  expect(sums).toMatchObject({ inspected: 2, skipped: 1, failed: 0 });
  expect(await calls(gone, always)).toEqual([0, 0, 0]);
});

it('of the whole fleet looks at all that are authorized', async () => {
  const { appid } = await stage.authorized();
  await expect.poll(async () => (await inspect())?.inspected, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  await expect.poll(async () => (await stage.view(appid)).inspection, { timeout: 20_000 }).toMatchObject({ drift: [] });
});
