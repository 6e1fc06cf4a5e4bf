import { getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { authorizationChanged, releaseRecorded } from '../messages/authorizer.ts';
import type { CodeReleaseInput, CodeReleaseOutcome } from '../messages/code-release.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { openAudit } from './code-release/audit.ts';
import { awaitDetection, commitTemplate, isTrialVersion } from './code-release/commit.ts';
import { openHolds } from './code-release/holds.ts';
import { completePrivacyGuide } from './code-release/privacy.ts';
import { awaitApproval, openApproval, publish, readBack } from './code-release/publish.ts';
import { openLease } from './lease.ts';
import { openProcess, type Process } from './process.ts';

const steps = [
  'lease',
  'commit',
  'detection',
  'privacy',
  'submit',
  'audit',
  'approval',
  'release',
  'read-back',
] as const;

/** Ships a template to one mini program: commit → detection → privacy guide → submit → audit → release → read back. */
export async function codeRelease(input: CodeReleaseInput): Promise<ProcessResult<CodeReleaseOutcome>> {
  const { runId } = workflowInfo();
  // WeChat's events and answers name no build: the tag in user_desc tells ours from everybody else's.
  const release = { ...input, tag: `#${runId.slice(-8)}` };
  const process = openProcess(`Release ${input.userVersion} of ${input.appid}`, steps);
  const lease = openLease(process, input.appid, 'code');
  const audit = openAudit(process, release);
  const approval = openApproval(process, input.release);
  const holds = openHolds(process, input.holds);
  setHandler(authorizationChanged, () => process.wake());

  const prepare = async () => {
    await process.step('commit', () => commitTemplate(process, release));
    await process.step('detection', () => awaitDetection(process, release));
    await process.step('privacy', () => completePrivacyGuide(process, release));
  };

  return process.run<CodeReleaseOutcome>(
    async () => {
      await process.step('lease', () => lease.take());
      await prepare();
      if (holds.at('submit')) {
        await holds.passWithout(lease, 'submit');
        if (!(await process.attempt(() => isTrialVersion(release)))) await prepare();
      }
      const auditid = await process.step('submit', () => audit.submit());
      const decision = await process.step('audit', () => audit.decision(auditid));
      if (decision.kind !== 'passed') {
        process.progress.fail('audit', decision.kind === 'rejected' ? decision.reason : decision.note);
        return { ...decision, auditid };
      }
      await holds.pass('release');
      await process.step('approval', () => awaitApproval(process, approval, decision.unwanted));
      await process.step('release', () => publish(process, release, auditid));
      const online = await process.step('read-back', () => readBack(process, release));
      await recordRelease(process, input, { ...online, auditid });
      return { kind: 'released', ...online, auditid };
    },
    { cancelled: (by) => ({ ...by, ...audit.leftOpen() }), end: () => lease.giveBack() },
  );
}

/** Tells the account's ledger. What is online is online: an entity that can't be told does not change the outcome. */
const recordRelease = async (
  process: Process,
  { appid, templateId }: CodeReleaseInput,
  { userVersion, releasedAt: at, auditid }: Omit<Extract<CodeReleaseOutcome, { kind: 'released' }>, 'kind'>,
): Promise<void> => {
  const { workflowId } = workflowInfo();
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  await entity.signal(releaseRecorded, { at, userVersion, templateId, auditid, workflowId }).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    process.progress.note('read-back', "The account's ledger could not be told of this release.");
  });
};
