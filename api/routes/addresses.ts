import type { Process } from '../process.ts';
import type { ProcessDeps } from './deps.ts';

/** One run of a process. `runId` is the first of its chain, so it outlives a continue-as-new. */
export type RunReference = { readonly id: string; readonly runId: string };

/** A run and where to look at it: the answer of starts and actions, and what a conflict names. */
export type Accepted = RunReference & {
  /** The run in this API. */
  readonly url: string;
  /** The run in Temporal's UI. */
  readonly temporalUrl: string;
};

/** Where a run is seen. */
export const addressesOf = (deps: ProcessDeps, process: Process, { id, runId }: RunReference): Accepted => ({
  id,
  runId,
  url: `${urlOf(deps, process, id)}/runs/${segment(runId)}`,
  temporalUrl: `${deps.temporalUiUrl}/namespaces/${segment(deps.temporal.options.namespace)}/workflows/${segment(id)}/${segment(runId)}/history`,
});

/** Where the latest run of an id is seen. */
export const urlOf = (
  { publicUrl }: Pick<ProcessDeps, 'publicUrl'>,
  process: Pick<Process, 'path'>,
  id: string,
): string => `${publicUrl}/v1${process.path}/${segment(id)}`;

/** A path segment; a colon may stand in one, and ids are easier to read with it. */
const segment = (text: string) => encodeURIComponent(text).replaceAll('%3A', ':');
