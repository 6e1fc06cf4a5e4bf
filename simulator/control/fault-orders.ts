import { z } from 'zod';
import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { type CallFault, type EventFault, faultNameFor, faultNamesOf } from '../faults.ts';
import { eventSpecs } from '../push.ts';
import { eventOf } from '../world/audits.ts';
import { toldOfReview } from '../world/privacy-interfaces.ts';
import { toldOf } from '../world/registrations.ts';
import { realMilliseconds } from './orders.ts';

const specs: readonly EndpointSpec[] = Object.values(allEndpoints);
const paths = new Set(specs.flatMap(faultNamesOf));
const eventNames = new Set<string>(Object.values(eventSpecs).map(({ name }) => name));
/** Events that follow from a call and so can come before its answer. */
const provoked = new Set<string>(
  [
    ...toldOf,
    ...Object.values(eventOf),
    'wxaNicknameAudit' as const,
    'wxaCategoryAudit' as const,
    'notify3rdWxaAuth' as const,
    toldOfReview,
  ].map((event) => eventSpecs[event].name),
);

const times = z.int().min(1).default(1);

type CallFaultOrder = { readonly on: string; readonly times: number; readonly fault: CallFault };

/** A fault of a call, for one account where it is named. */
export const callFaultOrder = z
  .strictObject({
    path: z.string().refine((path) => paths.has(path), 'no declared call has this path'),
    kind: z.enum(['errcode', 'dropBefore', 'dropAfter', 'slow']),
    appid: z.string().optional(),
    errcode: z.int().optional(),
    ms: realMilliseconds.optional(),
    times,
  })
  .transform(({ kind, errcode, ms, path, appid, times }, { addIssue }): CallFaultOrder => {
    const order = { on: appid ? faultNameFor(path, appid) : path, times };
    if (kind === 'dropBefore' || kind === 'dropAfter') return { ...order, fault: { kind } };
    if (kind === 'errcode' && errcode !== undefined) return { ...order, fault: { kind, errcode } };
    if (kind === 'slow' && ms !== undefined) return { ...order, fault: { kind, ms } };
    addIssue(kind === 'slow' ? 'ms is needed for slow' : 'errcode is needed for errcode');
    return z.NEVER;
  });

/** A fault of a push. */
export const eventFaultOrder = z
  .strictObject({
    event: z.string().refine((name) => eventNames.has(name), 'no declared event has this name'),
    kind: z.enum(['lose', 'double', 'late', 'early']),
    ms: realMilliseconds.optional(),
    times,
  })
  .refine(({ kind, event }) => kind !== 'early' || provoked.has(event), 'no call provokes this event')
  .transform(({ kind, ms, ...order }, { addIssue }): { event: string; times: number; fault: EventFault } => {
    if (kind !== 'late') return { ...order, fault: { kind } };
    if (ms !== undefined) return { ...order, fault: { kind, ms } };
    addIssue('ms is needed for late');
    return z.NEVER;
  });

const callLimit = z.int().min(0).exactOptional();
/** How often an account, or any, may make a call in a day and in a minute. */
export const apiQuotaOrder = z.strictObject({
  path: z.string().refine((path) => specs.some((spec) => spec.path === path), 'no declared call has this path'),
  appid: z.string().optional(),
  daily: callLimit,
  perMinute: callLimit,
});

/** How calls fare from now on. */
export const weatherOrder = z
  .strictObject({
    fromMs: realMilliseconds.default(0),
    toMs: realMilliseconds.default(0),
    failing: z.number().min(0).max(1).default(0),
    seed: z.int().default(1),
  })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, 'toMs is less than fromMs');
