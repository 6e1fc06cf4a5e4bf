import { z } from 'zod';
import { authorizationPage } from '../pages/authorization.ts';
import { scanPages } from '../pages/entry.ts';
import { acts, type PersonName } from '../people.ts';
import { serverTypes } from '../world/account-domains.ts';
import { privacyInterfaces } from '../world/privacy-interfaces.ts';
import { isTrial } from '../world/trials.ts';
import type { World } from '../world/world.ts';

/** A time of the clock in milliseconds. */
export const milliseconds = z.number().min(0);
/** So many real milliseconds; a Node timer that should wait longer would not wait at all. */
export const realMilliseconds = milliseconds.max(2 ** 31 - 1);

// What is listed by name there is named so here.
const names = Object.keys(acts) as PersonName[];
const rule = { appid: z.string().optional(), afterMs: realMilliseconds.default(0) };
/** How somebody acts from now on. */
export const personOrder = z
  .strictObject({ person: z.enum(names), does: z.string(), ...rule })
  .superRefine(({ person, does }, { addIssue }) => {
    const may: readonly string[] = acts[person];
    if (!may.includes(does)) addIssue({ code: 'custom', path: ['does'], message: `${person} may ${may.join(', ')}` });
  });

/** A push of any inner XML. */
export const pushOrder = z.strictObject({
  channel: z.enum(['component', 'authorizer']),
  xml: z.string(),
  appid: z.string().exactOptional(),
});

const category = z.strictObject({
  first_class: z.string(),
  second_class: z.string(),
  first_id: z.int(),
  second_id: z.int(),
});

/**
 * Accounts that authorize the platform, unless they are not `authorized`; with `exchanged` they did so long ago, and no
 * code is under way.
 */
export const accountsOrder = (world: World) =>
  z
    .strictObject({
      count: z.int().min(1).default(1),
      appid: z.string().min(1).exactOptional(),
      kind: z.enum(['miniProgram', 'officialAccount']).exactOptional(),
      name: z.string().exactOptional(),
      principalName: z.string().exactOptional(),
      secret: z.string().min(1).exactOptional(),
      ipAllowList: z.array(z.string()).exactOptional(),
      needConfirm: z.array(z.int()).default([]),
      verified: z.boolean().exactOptional(),
      initialised: z.boolean().exactOptional(),
      registerType: z.int().exactOptional(),
      principalType: z.int().min(0).max(4).exactOptional(),
      permissionSets: z.array(z.int()).exactOptional(),
      categories: z.array(category).exactOptional(),
      authorized: z.boolean().default(true),
      exchanged: z.boolean().default(false),
      pushAuthorized: z.boolean().optional(),
    })
    .refine(({ count, appid }) => count === 1 || appid === undefined, 'an appid is for one account: leave count out')
    .refine(({ appid }) => appid === undefined || !world.accounts.has(appid), 'this appid exists already')
    .refine(({ ipAllowList, secret }) => !ipAllowList || secret, 'an ipAllowList is for an account with a secret');

/** An appid, read as its account. */
export const accountNamed = (world: World) =>
  z.string().transform((appid, { addIssue }) => {
    const account = world.accounts.get(appid);
    if (account) return account;
    addIssue('no account has this appid');
    return z.NEVER;
  });

/** Which account is asked about. */
export const accountOrder = (world: World) => z.strictObject({ appid: accountNamed(world) });

/** A text that a user of an account writes; a new user unless told. */
export const messageOrder = (world: World) =>
  z.strictObject({ appid: accountNamed(world), openid: z.string().optional(), content: z.string().min(1) });

/** How the publish check (全网发布) is run: against another gateway, with another token or key than the simulator's own. */
export const publishCheckOrder = z.strictObject({
  gatewayUrl: z.url().exactOptional(),
  token: z.string().exactOptional(),
  aesKey: z.string().length(43).exactOptional(),
  patienceMs: realMilliseconds.exactOptional(),
});

/** What is true of hosts outside: which lack their ICP filing or their confirm file. */
export const hostsOrder = z.strictObject({
  withoutIcp: z.array(z.string()).default([]),
  withoutConfirmFile: z.array(z.string()).default([]),
});

/** The hosts that may call (白名单IP); all unless told. */
export const allowListOrder = z.strictObject({ ips: z.array(z.string()).exactOptional() });

/** The domains that a merchant sets in mp.weixin.qq.com. */
export const ownDomainsOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    server: z.partialRecord(z.enum(serverTypes), z.array(z.string())).default({}),
    business: z.array(z.string()).default([]),
  });

/** The privacy interfaces that the categories of an account do not allow. */
export const notAllowedOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    notAllowed: z.array(z.enum(Object.keys(privacyInterfaces))),
  });

/** What a merchant does with the authorization of an account. */
export const authorizationOrder = (world: World) =>
  z
    .strictObject({
      appid: accountNamed(world),
      does: z.enum(['grant', 'update', 'withdraw']),
      permissionSets: z.array(z.int()).optional(),
    })
    .refine(({ appid, does }) => does !== 'withdraw' || !isTrial(appid), 'a trial can not be un-authorized');

/** An admin goes through a page of WeChat to which the platform leads: by its address, or by the code alone. */
export const scanOrder = (world: World) =>
  z
    .strictObject({
      preAuthCode: z.string().exactOptional(),
      url: z.url().exactOptional(),
      appid: z.string().exactOptional(),
      sets: z.array(z.int()).exactOptional(),
      does: z.enum(['agree', 'refuse']).default('agree'),
    })
    .transform(({ preAuthCode, url, does, ...chosen }, { addIssue }) => {
      const byCode = preAuthCode === undefined ? undefined : authorizationPage(world, { preAuthCode, authType: 3 });
      const page = url === undefined ? byCode : scanPages(world)(new URL(url));
      const [first] = page?.accounts ?? [];
      if (!page) addIssue('no page of WeChat is there: give its url, or a preAuthCode');
      else if (page.complaint !== undefined) addIssue(page.complaint);
      else if (!page.accounts.includes(chosen.appid ?? first ?? '')) addIssue('the page does not list this account');
      return page ? { page, does, chosen } : z.NEVER;
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
const user = z.string().min(1).default('user');
/** A user who logs in. */
export const loginOrder = (world: World) => z.strictObject({ appid: accountNamed(world), user });
/** A user who pays. */
export const paymentOrder = (world: World) =>
  z.strictObject({
    appid: accountNamed(world),
    user,
    mch_id: z.string().default('1900000109'),
    out_trade_no: z.string().default('1217752501201407033233368018'),
  });
/** An open account that somebody registers, or verifies. */
export const openAccountOrder = (world: World) =>
  z.strictObject({
    open_appid: z
      .string()
      .refine((appid) => world.openAccounts.has(appid), 'no open account has this appid')
      .optional(),
    principalName: z.string().default('示例企业有限公司'),
    verified: z.boolean().default(false),
  });
/** An order that needs no words. */
export const emptyOrder = z.strictObject({});
