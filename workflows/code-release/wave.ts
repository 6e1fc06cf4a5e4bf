import type { SignalDefinition } from '@temporalio/common';
import { condition, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import type { CodeReleaseInput } from '../../messages/code-release.ts';
import { hostRefused } from '../../messages/rollout-wave.ts';
import type { Process } from '../process.ts';

/** Tells the wave of a rollout what it can't see from outside: little, for thousands tell it. */
export const tellWave = (
  { appid, rolloutId }: CodeReleaseInput,
  signal: SignalDefinition<[{ readonly appid: string; readonly what?: string }]>,
  what?: string,
): void => {
  const { parent } = workflowInfo();
  if (rolloutId === undefined || !parent) return;
  getExternalWorkflowHandle(parent.workflowId)
    .signal(signal, { appid, ...(what ? { what } : {}) })
    // A wave that has closed counts no more.
    .catch(() => undefined);
};

/**
 * Tells the wave while WeChat refuses the host of a call: its own looks are activities, which a host that is refused makes
 * none of.
 */
export const tellOfHost = async (process: Process, release: CodeReleaseInput): Promise<void> => {
  for (let told: string | undefined; ; ) {
    await condition(() => process.heldUp() !== told);
    told = process.heldUp();
    tellWave(release, hostRefused, told);
  }
};
