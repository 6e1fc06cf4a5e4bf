import type { Client } from '@temporalio/client';
import { type RolloutWaveResult, type WaveMerchant, waveMerchants } from '../../messages/rollout-wave.ts';
import { is, searchAttributes } from '../../messages/search-attributes.ts';
import { Problem } from '../http/problem.ts';
import { ask } from '../routes/read.ts';

/** A merchant, and in which wave it is. */
export type RolloutMerchant = WaveMerchant & { readonly wave: number };

/** All merchants of a rollout whose waves were begun, wave after wave: from the waves that are open, and from the results of the others. */
export const merchantsOf = async (temporal: Client, rolloutId: string): Promise<readonly RolloutMerchant[]> => {
  const query = `WorkflowType = 'rolloutWave' AND ${is(searchAttributes.RolloutId.name, rolloutId)}`;
  const parts: { wave: number; part: number; merchants: readonly WaveMerchant[] }[] = [];
  for await (const { workflowId, runId, status } of temporal.workflow.list({ query })) {
    const [, wave = 0, part = 0] = /(\d+)\.(\d+)$/.exec(workflowId)?.map(Number) ?? [];
    const handle = temporal.workflow.getHandle<() => Promise<RolloutWaveResult>>(workflowId, runId);
    const isOpen = status.name === 'RUNNING';
    const merchants = isOpen
      ? await ask(temporal, () => handle.query(waveMerchants))
      : (await handle.result().catch(() => undefined))?.merchants;
    if (!merchants) {
      throw new Problem('no-worker', `Wave ${wave}.${part} does not answer: no worker runs, or it was terminated.`);
    }
    parts.push({ wave, part, merchants });
  }
  parts.sort((a, b) => a.wave - b.wave || a.part - b.part);
  return parts.flatMap(({ wave, merchants }) => merchants.map((merchant) => ({ ...merchant, wave })));
};
