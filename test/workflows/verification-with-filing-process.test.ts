import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancel } from '../../messages/actions.ts';
import type { Progress } from '../../messages/progress.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import {
  type VerificationWithFilingInput,
  verificationWithFilingTimings,
} from '../../messages/verification-with-filing.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { filingApplication, verificationApplication } from '../journeys/merchant-files.ts';
import { type FakeStage, startFakeStage } from './fake-activities.ts';

const [licence, card] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
const application = {
  ...filingApplication(licence ?? '', card ?? ''),
  auth_data: { ...verificationApplication(licence ?? ''), account_name_type: 1 as const, pay_type: 1 as const },
};
const request = { by: 'test' };

let stage: FakeStage;
let submitted: number;
let answer: () => void;
beforeAll(async () => {
  submitted = 0;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  stage = await startFakeStage({
    holdMaterials: async () => [],
    letGoMaterials: async () => undefined,
    uploadForFiling: async () => 'media',
    uploadForVerification: async () => 'media',
    readOpenProcedure: async () => null,
    readFiling: async () => ({ status: 1024 + 4, available: true, hints: [] }),
    createIcpVerifyTask: async () => ({ task_id: 'face' }),
    awaitFaceCheck: async () => ({ passed: true }),
    submitAuthAndIcp: async () => {
      submitted += 1;
      await answered;
      return { procedure_id: 'p', hints: [] };
    },
  });
});
afterAll(() => stage.stop());

it('a verification with filing that is cancelled while it begins says which is left', async () => {
  await stage.account('wx1');
  const input = { appid: 'wx1', application, page: 'https://weft.example/m/x', request };
  const handle = await stage.temporal.workflow.start<
    (input: VerificationWithFilingInput) => Promise<{ progress: Progress }>
  >('verificationWithFiling', {
    workflowId: workflowIds.verificationWithFiling('wx1'),
    taskQueue: taskQueues.main,
    args: [{ ...input, timings: verificationWithFilingTimings }],
  });
  await expect.poll(() => submitted, { timeout: 30_000 }).toBe(1);
  await handle.executeUpdate(cancel, { args: [request] });
  answer();
  const { outcome } = (await handle.result()).progress;
  expect(outcome).toMatchObject({ kind: 'cancelled', procedureId: 'p', note: expect.stringContaining('open') });
});
