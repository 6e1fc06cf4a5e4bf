import { getExternalWorkflowHandle, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { authorizationChanged, releaseRecorded } from '../messages/authorizer.ts';
import type { CodeReleaseInput, CodeReleaseOutcome } from '../messages/code-release.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { Preflight } from '../messages/release-preflight.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { openAudit } from './code-release/audit.ts';
import { awaitDetection, commitTemplate, isTrialVersion } from './code-release/commit.ts';
import { openDoors } from './code-release/doors.ts';
import { mediaOf } from './code-release/extras.ts';
import { openGray } from './code-release/gray.ts';
import { openHolds } from './code-release/holds.ts';
import { openPreflight } from './code-release/preflight.ts';
import { completePrivacyGuide } from './code-release/privacy.ts';
import { awaitApproval, openApproval, publish, readBack } from './code-release/publish.ts';
import { tellOfHost } from './code-release/wave.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess, type Process } from './process.ts';

const steps = [
  'lease',
  'preflight',
  'commit',
  'detection',
  'privacy',
  'submit',
  'audit',
  'approval',
  'release',
  'read-back',
] as const;

/** Ships code to one mini program: preflight → commit → detection → privacy guide → submit → audit → release → read back. */
export async function codeRelease(input: CodeReleaseInput): Promise<ProcessResult<CodeReleaseOutcome>> {
  const { runId } = workflowInfo();
  // WeChat's events and answers name no build: the tag in user_desc tells ours from everybody else's.
  const release = { ...input, tag: `#${runId.slice(-8)}` };
  const process = openProcess(`Release ${input.userVersion} of ${input.appid}`, steps, 'terse');
  const lease = openLease(process, input.appid, 'code');
  const preflight = openPreflight(process, release);
  const materials = openMaterials(process, input.appid, copyLife);
  const doors = openDoors(process, input);
  const audit = openAudit(process, release, materials, doors);
  const approval = openApproval(process, input);
  const gray = openGray(process, release, doors);
  const holds = openHolds(process, input.holds);
  setHandler(authorizationChanged, () => process.wake());
  tellOfHost(process, input).catch(() => undefined);

  let made: Preflight = { findings: [], ext: {}, first: false };
  const prepare = async () => {
    await process.step('commit', () => commitTemplate(process, release, made.ext));
    const detected = await process.step('detection', () => awaitDetection(process, release));
    await process.step('privacy', () => completePrivacyGuide(process, release, detected));
  };
  let online: Online | undefined;
  const end = async () => {
    await Promise.all([online && recordRelease(process, input, online, made), lease.giveBack(), materials.letGo()]);
  };

  return process.run<CodeReleaseOutcome>(
    async () => {
      await process.step('lease', () => lease.take());
      // What is being set up while the release is held is looked at when it goes on.
      const held = holds.at('submit');
      made = await process.step('preflight', () => preflight.pass(held ? ['commit'] : ['commit', 'submit']));
      await materials.hold(mediaOf(input));
      await prepare();
      if (held) {
        await holds.passWithout(lease, 'submit');
        await process.step('preflight', () => preflight.pass(['commit', 'submit']));
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
      const staged = input.gray ?? [];
      if (staged.length > 0) {
        const ended = await process.step('release', () => gray.run(auditid, staged));
        if (ended.kind === 'taken-back') {
          process.progress.fail('release', ended.note);
          return { ...ended, auditid };
        }
      } else await process.step('release', () => publish(process, release, doors, auditid));
      online = { ...(await process.step('read-back', () => readBack(process, release))), auditid };
      return { kind: 'released', ...online };
    },
    { cancelled: (by) => ({ ...by, ...audit.leftOpen(), ...gray.leftRunning() }), end },
  );
}

/** WeChat keeps a copy of a file for 3 days; one that is nearly over is brought again. */
const copyLife = (3 * 24 - 1) * 3_600_000;

type Online = Omit<Extract<CodeReleaseOutcome, { kind: 'released' }>, 'kind'>;

/** Tells the account's ledger. What is online is online: an entity that can't be told does not change the outcome. */
const recordRelease = async (
  process: Process,
  { appid, templateId }: CodeReleaseInput,
  { userVersion, releasedAt: at, auditid }: Online,
  { ext, extHash }: Preflight,
): Promise<void> => {
  const { workflowId } = workflowInfo();
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
  const record = {
    at,
    userVersion,
    auditid,
    workflowId,
    ...(templateId === undefined ? {} : { templateId, ext, ...(extHash ? { extHash } : {}) }),
  };
  await entity.signal(releaseRecorded, record).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    process.progress.note('read-back', "The account's ledger could not be told of this release.");
  });
};
