import { defineUpdate } from '@temporalio/workflow';
import { z } from 'zod';
import { action, processOf } from '../../api/process.ts';
import { cancel, type Request } from '../../messages/actions.ts';
import type { ProcessResult } from '../../messages/progress.ts';

// What must not compile, held by tsc: a directive without an error below it is an error itself.

/** A process and something that is none. */
type Workflows = {
  errand: (input: { place: string; patience: number; request: Request }) => Promise<ProcessResult>;
  entity: (input: { request: Request }) => Promise<void>;
};
const process = processOf<Workflows>();
const named = { path: '/errands', title: 'errand', calls: [], actions: [] } as const;
const body = z.strictObject({ place: z.string(), patience: z.number() });
const start = { role: 'operator', body, id: ({ place }: { place: string }) => place } as const;

/** The workflow is one of ours, and a process. */
export const workflows = () => [
  process({ ...named, workflow: 'errand' }),
  // @ts-expect-error there is no workflow erand
  process({ ...named, workflow: 'erand' }),
  // @ts-expect-error an entity has no outcome
  process({ ...named, workflow: 'entity' }),
];

/** What the start prepares is the workflow's argument, without the request. */
export const inputs = () => [
  process({
    ...named,
    workflow: 'errand',
    start: { ...start, prepare: (input) => ({ input, summary: input.place }) },
  }),
  process({
    ...named,
    workflow: 'errand',
    // @ts-expect-error the patience is missing
    start: { ...start, prepare: ({ place }) => ({ input: { place }, summary: place }) },
  }),
  process({
    ...named,
    workflow: 'errand',
    // @ts-expect-error patience is a number
    start: { ...start, prepare: ({ place }) => ({ input: { place, patience: '5' }, summary: place }) },
  }),
];

/** Who changes something has a role for it. */
export const roles = () => [
  process({
    ...named,
    workflow: 'errand',
    // @ts-expect-error a viewer starts nothing
    start: { ...start, role: 'viewer', prepare: (input) => ({ input, summary: '' }) },
  }),
  action({ update: cancel, role: 'approver', title: 'Cancel' }),
  // @ts-expect-error a viewer changes nothing
  action({ update: cancel, role: 'viewer', title: 'Cancel' }),
  // @ts-expect-error service keys get tokens and nothing else
  action({ update: cancel, role: 'service', title: 'Cancel' }),
  // @ts-expect-error there is no such role
  action({ update: cancel, role: 'boss', title: 'Cancel' }),
];

const deliver = defineUpdate<void, [Request & { readonly parcel: string }]>('deliver');

/** The body of an action is what its update takes beside who and why. */
export const bodies = () => [
  action({ update: deliver, role: 'operator', title: 'Deliver', body: z.strictObject({ parcel: z.string() }) }),
  // @ts-expect-error the parcel is missing
  action({ update: deliver, role: 'operator', title: 'Deliver' }),
  // @ts-expect-error a parcel is no number
  action({ update: deliver, role: 'operator', title: 'Deliver', body: z.strictObject({ parcel: z.number() }) }),
  // @ts-expect-error an action answers nothing
  action({ update: defineUpdate<string, [Request]>('ask'), role: 'operator', title: 'Ask' }),
];
