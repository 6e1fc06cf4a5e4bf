import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  confirmFiles,
  type DomainsStanding,
  domainsStanding,
  type NeededDomains,
  needDomains,
  type PlatformDomainsInput,
} from '../../messages/platform-domains.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { type CredentialStage, startCredentialStage } from '../credentials/stage.ts';

let stage: CredentialStage;
beforeEach(async () => {
  stage = await startCredentialStage();
  await stage.pushTicket();
});
afterEach(() => stage.stop());

const serverChange = '/cgi-bin/component/modify_wxa_server_domain';
const start = (input: Partial<PlatformDomainsInput> = {}) =>
  stage.temporal.workflow.start<(input: PlatformDomainsInput) => Promise<void>>('platformDomains', {
    workflowId: workflowIds.platformDomains(),
    taskQueue: taskQueues.main,
    args: [{ gather: 1_000, lookUpAfter: 200, ...input }],
  });
const entity = () => stage.temporal.workflow.getHandle(workflowIds.platformDomains());
const need = (domains: NeededDomains) => entity().executeUpdate(needDomains, { args: [domains] });
const changes = async () =>
  (await stage.ask<{ path: string }[]>('/effects')).filter(({ path }) => path.startsWith(serverChange)).length;
const stands = (domains: NeededDomains, expected: Partial<DomainsStanding>) =>
  expect.poll(() => entity().query(domainsStanding, domains), { timeout: 25_000 }).toMatchObject(expected);
const published = async () => (await stage.client.modifyThirdpartyServerDomainGet({})).published_wxa_server_domain;

describe("the entity of the platform's domains", () => {
  it('registers what many ask for at the same time with one change, in both versions', async () => {
    await start();
    const hosts = Array.from({ length: 8 }, (_, index) => `m${index}.example`);
    await Promise.all(hosts.map((host) => need({ server: [host] })));
    await stands({ server: hosts }, { pending: [], refused: {} });
    expect((await published())?.split(';').sort()).toEqual(hosts);
    expect(await changes()).toBe(1);
  });

  it('spends no change on what is registered already', async () => {
    await stage.client.modifyThirdpartyServerDomainSet({
      wxa_server_domain: 'a.example',
      is_modify_published_together: true,
    });
    await start();
    await need({ server: ['a.example'] });
    await stands({ server: ['a.example'] }, { pending: [], refused: {} });
    expect(await changes()).toBe(1);
  });

  it.each(['dropAfter', 'dropBefore'])('looks a change up whose answer was lost by %s', async (kind) => {
    await start();
    await stage.order('/faults', { path: `${serverChange}?action=add`, kind, times: 1 });
    await need({ server: ['a.example'] });
    await stands({ server: ['a.example'] }, { pending: [], refused: {} });
    expect(await changes()).toBe(1);
  });

  it('says which hosts WeChat did not take, and tries them again when asked', async () => {
    await stage.order('/hosts', { withoutIcp: ['unfiled.example'] });
    await start();
    const server = ['good.example', 'unfiled.example'];
    await need({ server });
    await stands({ server }, { pending: [], refused: { 'unfiled.example': expect.stringContaining('ICP') } });
    expect(await published()).toBe('good.example');
    await stage.order('/hosts', {});
    await need({ server: ['unfiled.example'] });
    await stands({ server }, { pending: [], refused: {} });
  });

  it('tells ops once the changes of the month are used, and makes no call for it', async () => {
    const changes = { month: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7), used: 50 };
    const list = { registered: [], wanted: [], refused: {}, changes: { month: '', used: 0 } };
    await start({
      gather: 1,
      state: { lists: { server: { ...list, changes }, business: list }, accountFiles: [] },
    });
    await need({ server: ['a.example'] });
    await stands({ server: ['a.example'] }, { pending: ['a.example'], trouble: expect.stringContaining('50 changes') });
    expect(await published()).toBe('');
  });

  it('knows the confirm file before it registers a business domain', async () => {
    await start();
    await need({ business: ['shop.example'] });
    await stands({ business: ['shop.example'] }, { pending: [], refused: {} });
    const { file_name: name, file_content: content } = await stage.client.getThirdpartyJumpDomainConfirmFile({});
    expect(await entity().query(confirmFiles)).toEqual([{ name, content }]);
  });

  it('goes on after it continued as new', async () => {
    const first = await start({ historyLimit: 25 });
    await need({ server: ['a.example'] });
    await stands({ server: ['a.example'] }, { pending: [] });
    // How many events a request costs depends on how many come to one task: ask until there are enough.
    const runIdOnceAsked = async () => {
      await need({ server: ['a.example'] });
      return (await entity().describe()).runId;
    };
    await expect.poll(runIdOnceAsked).not.toBe(first.firstExecutionRunId);
    await need({ server: ['b.example'] });
    await stands({ server: ['a.example', 'b.example'] }, { pending: [], refused: {} });
    expect(await changes()).toBe(2);
  });
});
