import { ChildWorkflowFailure, isCancellation, TerminatedFailure } from '@temporalio/workflow';
import type { Request } from '../../messages/actions.ts';
import { rollbackTimings } from '../../messages/code-rollback.ts';
import type { Steering } from '../../messages/fleet-rollout.ts';
import type { RunRef } from '../../messages/following.ts';
import type { ProcessResult } from '../../messages/progress.ts';
import { type RolloutWaveInput, type WaveMerchant, waveMark } from '../../messages/rollout-wave.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { windowsAfter } from '../../messages/time-window.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { startProcess } from '../start-child.ts';
import type { Outcome } from './state.ts';

/** A process of one merchant that this wave began, and how it ends. */
export type Begun = { readonly run: RunRef; readonly end: Promise<Outcome> };

/** Begins a merchant's release; `undefined` where another process has its code. */
export const beginRelease = (
  wave: RolloutWaveInput,
  merchant: WaveMerchant,
  steering: Steering,
): Promise<Begun | undefined> => {
  const { submitWindow, releaseWindow, ...common } = wave.release;
  const release = { ...common, ...windowsAfter(steering, {}), ...merchant.release };
  return begin('codeRelease', wave, merchant, {
    input: { ...release, rolloutId: wave.rolloutId },
    summary: `Release ${release.userVersion} (template ${release.templateId ?? 'none'}) to ${merchant.appid}`,
    request: wave.request,
    externalIds: [externalIds.template(release.templateId)],
  });
};

/** Takes a merchant back to the version it ran before; `undefined` where another process has its code. */
export const beginRollback = (
  wave: RolloutWaveInput,
  merchant: WaveMerchant,
  { userVersion, request }: { readonly userVersion: string; readonly request: Request },
): Promise<Begun | undefined> =>
  begin('codeRollback', wave, merchant, {
    input: { to: { userVersion }, timings: rollbackTimings },
    summary: `Roll ${merchant.appid} back to ${userVersion}`,
    request,
  });

type Child = {
  readonly input: object;
  readonly summary: string;
  readonly request: Request;
  /** By which its template is known to be in use. */
  readonly externalIds?: readonly string[];
};

const begin = async (
  type: string,
  { rolloutId, wave, part }: RolloutWaveInput,
  { appid, merchantId }: WaveMerchant,
  { input, request, ...rest }: Child,
): Promise<Begun | undefined> => {
  const workflowId = workflowIds.codeRelease(appid);
  const child = await startProcess(type, {
    ...{ workflowId, appid, ...(merchantId ? { merchantId } : {}), ...rest },
    input: { ...input, appid, request },
    attributes: [{ key: searchAttributes.RolloutId, value: waveMark(rolloutId, wave, part) }],
  });
  if (!child) return undefined;
  return { run: { workflowId, runId: child.firstExecutionRunId }, end: child.result().then(outcomeOf, endedBadly) };
};

const outcomeOf = ({ progress }: ProcessResult): Outcome => progress.outcome ?? { kind: 'failed', note: 'No outcome.' };

/** A release that came to no outcome: it failed, or was terminated. */
const endedBadly = (error: unknown): Outcome => {
  if (isCancellation(error) || !(error instanceof ChildWorkflowFailure)) throw error;
  const isTerminated = error.cause instanceof TerminatedFailure;
  return {
    kind: 'failed',
    note: isTerminated ? 'The process was terminated.' : (error.cause?.message ?? error.message),
  };
};
