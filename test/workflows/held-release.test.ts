import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { notYet } from '../../activities/failure.ts';
import { cancel } from '../../messages/actions.ts';
import { type CodeReleaseInput, holdLifted, releaseTimings } from '../../messages/code-release.ts';
import { type Progress, progressQuery } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const request = { by: 'test' };
const holding = 'Held before the submission';

let stage: FakeStage;
let account = 0;
/** The descriptions of the trial versions, in the order of their commits. */
let commits: string[];
beforeAll(async () => {
  stage = await startFakeStage({
    commit: async (_appid: string, { user_desc }: { user_desc: string }) => {
      commits.push(user_desc);
      return {};
    },
    getVersionInfo: async () => ({ exp_info: { exp_desc: commits.at(-1) ?? '' } }),
    checkRelease: async () => ({ findings: [], ext: {}, first: true }),
    awaitDetection: async () => ({
      found: { without_auth_list: [], without_conf_list: [] },
      guide: { code_exist: 0, privacy_list: [], setting_list: [] },
    }),
    // Asked while somebody waits for the lease.
    awaitClosed: async () => {
      throw notYet('It is still open.', 60_000);
    },
    askForTurn: async () => ({ granted: true }),
    readSubmission: async () => ({ categories: [], first: true, undosLeft: 5 }),
  });
});
afterAll(() => stage.stop());
beforeEach(() => {
  commits = [];
  account += 1;
});

const release = async (name: string, known = true) => {
  const appid = `wx${account}`;
  if (!known) await stage.account(appid);
  const input = {
    appid,
    templateId: 1,
    userVersion: '1.0.0',
    userDesc: name,
    release: 'auto',
    priority: 'normal',
    request,
  } as const;
  const handle = await stage.temporal.workflow.start<(input: CodeReleaseInput) => Promise<{ progress: Progress }>>(
    'codeRelease',
    {
      workflowId: `${name}:${appid}`,
      taskQueue: taskQueues.main,
      args: [{ ...input, holds: ['submit'], timings: releaseTimings }],
    },
  );
  const waitsFor = (what: string) =>
    expect
      .poll(() => handle.query(progressQuery), { timeout: 30_000 })
      .toMatchObject({ waitingFor: { what: expect.stringContaining(what) } });
  return { handle, waitsFor };
};

it('a release that is held before its submission lets others commit, and commits again what they replaced', async () => {
  const first = await release('first', false);
  await first.waitsFor(holding);
  const second = await release('second');
  await second.waitsFor(holding);
  expect(commits).toEqual([expect.stringContaining('first'), expect.stringContaining('second')]);
  await first.handle.signal(holdLifted, 'submit');
  await first.waitsFor('approved category');
  expect(commits).toEqual([commits[0], commits[1], commits[0]]);
  await second.handle.signal(holdLifted, 'submit');
  await second.waitsFor('lease "code"');
  await first.handle.executeUpdate(cancel, { args: [request] });
  await second.waitsFor('approved category');
  expect(commits).toHaveLength(4);
  await second.handle.executeUpdate(cancel, { args: [request] });
});

it('a release whose trial version is still there after its hold is not committed again', async () => {
  const { handle, waitsFor } = await release('only', false);
  await waitsFor(holding);
  await handle.signal(holdLifted, 'submit');
  await waitsFor('approved category');
  expect(commits).toHaveLength(1);
  await handle.executeUpdate(cancel, { args: [request] });
});
