import { defineSignal } from '@temporalio/workflow';
import type { Progress } from './progress.ts';

/** One run of a workflow; the first of its chain. */
export type RunRef = { readonly workflowId: string; readonly runId: string };

/** What a process tells who follows it. */
export type ProgressNews = { readonly of: RunRef; readonly progress: Progress };

/** To a process: tell me of what concerns people, and of your end. */
export const followed = defineSignal<[RunRef]>('followed');
/** From a process to who follows it. */
export const progressed = defineSignal<[ProgressNews]>('progressed');
