import { z } from 'zod';
import { allEndpoints } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import type { CallFault, EventFault } from '../faults.ts';
import { acts, type PersonName } from '../people.ts';
import { eventSpecs } from '../push.ts';
import { serverTypes } from '../world/account-domains.ts';
import { eventOf } from '../world/audits.ts';
import { privacyInterfaces, toldOfReview } from '../world/privacy-interfaces.ts';
import { toldOf } from '../world/registrations.ts';
import type { World } from '../world/world.ts';

const milliseconds = z.number().min(0);
const specs: readonly EndpointSpec[] = Object.values(allEndpoints);
const paths = new Set(specs.flatMap((spec) => [spec.path, endpointKey(spec)]));
const eventNames = new Set<string>(Object.values(eventSpecs).map(({ name }) => name));
/** Events that follow from a call and so can come before its answer. */
const provoked = new Set<string>(
  [...toldOf, ...Object.values(eventOf), toldOfReview].map((event) => eventSpecs[event].name),
);

// What is listed by name there is named so here.
const names = Object.keys(acts) as PersonName[];
const rule = { appid: z.string().optional(), afterMs: milliseconds.default(0) };
/** How somebody acts from now on. */
export const personOrder = z
  .strictObject({ person: z.enum(names), does: z.string(), ...rule })
  .superRefine(({ person, does }, { addIssue }) => {
    const may: readonly string[] = acts[person];
    if (!may.includes(does)) addIssue({ code: 'custom', path: ['does'], message: `${person} may ${may.join(', ')}` });
  });

const times = z.int().min(1).default(1);

/** A fault of a call. */
export const callFaultOrder = z
  .strictObject({
    path: z.string().refine((path) => paths.has(path), 'no declared call has this path'),
    kind: z.enum(['errcode', 'dropBefore', 'dropAfter', 'slow']),
    errcode: z.int().optional(),
    ms: milliseconds.optional(),
    times,
  })
  .transform(({ kind, errcode, ms, ...order }, { addIssue }): { path: string; times: number; fault: CallFault } => {
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
    ms: milliseconds.optional(),
    times,
  })
  .refine(({ kind, event }) => kind !== 'early' || provoked.has(event), 'no call provokes this event')
  .transform(({ kind, ms, ...order }, { addIssue }): { event: string; times: number; fault: EventFault } => {
    if (kind !== 'late') return { ...order, fault: { kind } };
    if (ms !== undefined) return { ...order, fault: { kind, ms } };
    addIssue('ms is needed for late');
    return z.NEVER;
  });

/** A push of any inner XML. */
export const pushOrder = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('component'), xml: z.string(), appid: z.string().optional() }),
  z.strictObject({ channel: z.literal('authorizer'), xml: z.string(), appid: z.string().exactOptional() }),
]);

/** Accounts that authorize the platform; with `exchanged` they did so long ago, and no code is under way. */
export const accountsOrder = (world: World) =>
  z
    .strictObject({
      count: z.int().min(1).default(1),
      appid: z.string().min(1).exactOptional(),
      name: z.string().exactOptional(),
      initialised: z.boolean().exactOptional(),
      personal: z.boolean().exactOptional(),
      permissionSets: z.array(z.int()).exactOptional(),
      exchanged: z.boolean().default(false),
      pushAuthorized: z.boolean().optional(),
    })
    .refine(({ count, appid }) => count === 1 || appid === undefined, 'an appid is for one account: leave count out')
    .refine(({ appid }) => appid === undefined || !world.accounts.has(appid), 'this appid exists already');

/** The account that an order is about. */
const accountOf = (world: World) =>
  z.string().transform((appid, { addIssue }) => {
    const account = world.accounts.get(appid);
    if (account) return account;
    addIssue('no account has this appid');
    return z.NEVER;
  });

/** What is true of hosts outside: which lack their ICP filing or their confirm file. */
export const hostsOrder = z.strictObject({
  withoutIcp: z.array(z.string()).default([]),
  withoutConfirmFile: z.array(z.string()).default([]),
});

/** The domains that a merchant sets in mp.weixin.qq.com. */
export const ownDomainsOrder = (world: World) =>
  z.strictObject({
    appid: accountOf(world),
    server: z.partialRecord(z.enum(serverTypes), z.array(z.string())).default({}),
    business: z.array(z.string()).default([]),
  });

/** The privacy interfaces that the categories of an account do not allow. */
export const notAllowedOrder = (world: World) =>
  z.strictObject({
    appid: accountOf(world),
    notAllowed: z.array(z.enum(Object.keys(privacyInterfaces))),
  });

/** What a merchant does with the authorization of an account. */
export const authorizationOrder = (world: World) =>
  z.strictObject({
    appid: accountOf(world),
    does: z.enum(['grant', 'update', 'withdraw']),
    permissionSets: z.array(z.int()).optional(),
  });

/** What happens to the ticket push. */
export const ticketsOrder = z.strictObject({ does: z.enum(['start', 'stop', 'push']) });
/** Whose access tokens die: one account's or all accounts', and the platform's with `component`. */
export const expiryOrder = z.strictObject({ appid: z.string().optional(), component: z.boolean().default(false) });
/** How the clock goes on; simulated milliseconds. */
export const clockOrder = z.strictObject({
  speed: z.number().positive().optional(),
  advanceMs: milliseconds.optional(),
});
/** The submissions of a month. */
export const quotaOrder = z.strictObject({ submissions: z.int().min(0) });
/** An order that needs no words. */
export const emptyOrder = z.strictObject({});
