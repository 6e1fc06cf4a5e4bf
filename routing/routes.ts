import type { Client } from '@temporalio/client';
import { startAuthorization } from '../credentials/authorization-start.ts';
import type { Ids } from '../credentials/ids.ts';
import type { AuthorizationInput, EarlyExchange } from '../messages/authorization.ts';
import { accountEvent } from '../messages/authorizer.ts';
import { type Delivery, type EventName, eventSignal } from '../messages/delivery.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Accounts } from './accounts.ts';
import { linkOf } from './authorization-links.ts';
import { delivered, ignored, type Outcome, unrouted } from './outcome.ts';
import type { ReadEvent } from './read.ts';
import { registrationsOf } from './registrations.ts';
import { signalComponent, signalOpen } from './targets.ts';
import { trialConversionOf, trialRegistrationOf } from './trials.ts';

/** What routes deliver with. */
export type RouteDeps = {
  readonly temporal: Client;
  readonly ids: Ids;
  readonly accounts: Accounts;
  /** Whether the platform's token is got with tickets. */
  readonly tickets: boolean;
};

/** An event on its way: what leaves us is `delivery`; `payload` still holds credentials and stays here. */
export type Arrival<K extends EventName> = {
  readonly payload: ReadEvent<K>['payload'];
  readonly delivery: Delivery<K>;
  readonly pathAppid?: string;
  readonly early?: EarlyExchange;
};

/** Where an event goes, in words and in deed. */
export type Route<K extends EventName> = {
  readonly goes: string;
  /** Throws where Temporal can't be reached; the callback is then delivered again. */
  readonly deliver: (arrival: Arrival<K>, deps: RouteDeps) => Promise<Outcome>;
};

/** The exchange comes before everything else: a code dies within 600 s. Gives the id of its workflow. */
const exchange = async (code: string, input: AuthorizationInput, deps: RouteDeps): Promise<string> =>
  (await startAuthorization(deps, code, input)).workflowId;

const authorized: Route<'authorized' | 'updateauthorized'> = {
  goes: 'the exchange of its code, which informs the account, and the link it came by',
  deliver: async ({ payload, delivery, early }, deps) => {
    const { createTime, payload: sealed } = delivery;
    const appid = payload.AuthorizerAppid;
    const input = { code: sealed.AuthorizationCode, createTime, appid, ...(early ? { early } : {}) };
    const exchanged = await exchange(payload.AuthorizationCode, input, deps);
    const link = await linkOf(deps, payload.PreAuthCode);
    const told = link && (await signalOpen(deps.temporal, link, eventSignal(delivery.event), delivery));
    return delivered(exchanged, ...(told ? [link] : []));
  },
};

/** Keeps an event without an open process in its account's record. */
const recordAt = async (appid: string, delivery: Delivery, { temporal }: RouteDeps): Promise<Outcome> => {
  const workflowId = workflowIds.authorizer(appid);
  if (await signalOpen(temporal, workflowId, accountEvent, delivery)) return delivered(workflowId);
  return unrouted(`No process waits for this, and ${appid} is no account of ours.`, appid);
};

/** A hint for each of the account's own processes that is open. */
const toProcess = (
  goes: string,
  ...idsOf: readonly ((appid: string) => string)[]
): Route<
  'notify3rdWxaAuth' | 'notify3rdWxaAuthAndIcp' | 'notifyApplyIcpfilingResult' | 'notifyIcpfilingVerifyResult'
> => ({
  goes: `the account's open ${goes}, else the account's record`,
  deliver: async ({ delivery }, deps) => {
    const { appid } = delivery;
    if (!appid) return unrouted('It names no account.');
    const to: string[] = [];
    for (const idOf of idsOf) {
      const workflowId = idOf(appid);
      if (await signalOpen(deps.temporal, workflowId, eventSignal(delivery.event), delivery)) to.push(workflowId);
    }
    return to.length > 0 ? delivered(...to) : recordAt(appid, delivery, deps);
  },
});

/** The event names neither audit nor version: a hint for whichever release is open. */
const audit: Route<'weappAuditSuccess' | 'weappAuditFail' | 'weappAuditDelay'> = {
  goes: "the account's open release, else the account's record",
  deliver: async (arrival, deps) => {
    const { payload, delivery, pathAppid } = arrival;
    const account = await deps.accounts({ userName: payload.ToUserName, ...(pathAppid ? { pathAppid } : {}) });
    if ('unknown' in account) return unrouted(account.unknown, pathAppid);
    const release = workflowIds.codeRelease(account.appid);
    const addressed = { ...delivery, appid: account.appid };
    if (await signalOpen(deps.temporal, release, eventSignal(delivery.event), addressed)) return delivered(release);
    return recordAt(account.appid, addressed, deps);
  },
};

/** The result of an audit of what a setup set; it names no process. */
const setUp: Route<'wxaNicknameAudit' | 'wxaCategoryAudit' | 'wxaPrivacyApply'> = {
  goes: "the account's open setup, of a privacy interface its open release too, else the account's record",
  deliver: async (arrival, deps) => {
    const { payload, delivery, pathAppid } = arrival;
    const account = await deps.accounts({ userName: payload.ToUserName, ...(pathAppid ? { pathAppid } : {}) });
    if ('unknown' in account) return unrouted(account.unknown, pathAppid);
    const setup = workflowIds.accountSetup(account.appid);
    const addressed = { ...delivery, appid: account.appid };
    const release = delivery.event === 'wxaPrivacyApply' ? [workflowIds.codeRelease(account.appid)] : [];
    const to: string[] = [];
    for (const id of [setup, ...release]) {
      if (await signalOpen(deps.temporal, id, eventSignal(delivery.event), addressed)) to.push(id);
    }
    if (to.length > 0) return delivered(...to);
    return recordAt(account.appid, addressed, deps);
  },
};

const registered: Route<'notifyThirdFasteregister'> = {
  goes: "the exchange of its code and the registration it fits, else the account's record",
  deliver: async ({ payload, delivery, early }, deps) => {
    const { appid, auth_code: code } = payload;
    const { createTime, payload: sealed } = delivery;
    const exchanged: string[] = [];
    if (code && sealed.auth_code) {
      const input = { code: sealed.auth_code, createTime, ...(appid ? { appid } : {}), ...(early ? { early } : {}) };
      exchanged.push(await exchange(code, input, deps));
    }
    const { candidates, undecided } = await registrationsOf(deps, payload);
    for (const workflowId of candidates) {
      if (await signalOpen(deps.temporal, workflowId, eventSignal(delivery.event), delivery)) {
        return delivered(...exchanged, workflowId);
      }
    }
    if (undecided) return unrouted('A registration of this subject has no task yet; it may be this one.', appid);
    if (appid) return recordAt(appid, delivery, deps);
    return unrouted('No open registration fits its pointers, and it names no account.');
  },
};

const trialRegistered: Route<'notifyThirdFastregisterbetaapp'> = {
  goes: "the registration of the trial that it names, else the account's record",
  deliver: async ({ payload, delivery }, deps) => {
    const registration = await trialRegistrationOf(deps, payload);
    const signal = eventSignal(delivery.event);
    if (registration && (await signalOpen(deps.temporal, registration, signal, delivery)))
      return delivered(registration);
    if (payload.appid) return recordAt(payload.appid, delivery, deps);
    return unrouted('No open registration of a trial fits it, and it names no account.');
  },
};

const trialVerified: Route<'notifyThirdFastverifybetaapp'> = {
  goes: "the account's open conversion, else the account's record",
  deliver: async ({ payload, delivery }, deps) => {
    const conversion = await trialConversionOf(deps, payload);
    const signal = eventSignal(delivery.event);
    if (conversion && (await signalOpen(deps.temporal, conversion, signal, delivery))) return delivered(conversion);
    if (payload.appid) return recordAt(payload.appid, delivery, deps);
    return unrouted('No open conversion of a trial fits it, and it names no account.');
  },
};

/** How far the conversion by the subject of an official account came. */
const subjectLent: Route<'betaappAuthorizationApplyEvent' | 'betaappVerifyApplyEvent' | 'betaappVerifyEvent'> = {
  goes: "the account's open conversion, else the account's record",
  deliver: async (arrival, deps) => {
    const { payload, delivery, pathAppid } = arrival;
    const account = await deps.accounts({ userName: payload.ToUserName, ...(pathAppid ? { pathAppid } : {}) });
    if ('unknown' in account) return unrouted(account.unknown, pathAppid);
    const conversion = workflowIds.trialConversion(account.appid);
    const addressed = { ...delivery, appid: account.appid };
    if (await signalOpen(deps.temporal, conversion, eventSignal(delivery.event), addressed))
      return delivered(conversion);
    return recordAt(account.appid, addressed, deps);
  },
};

/** For an event that no process of ours waits for: one of the platform names its account, one of an account's URL bears its `ToUserName`. */
const recorded: Route<EventName> = {
  goes: "the account's record",
  deliver: async ({ payload, delivery, pathAppid }, deps) => {
    if (delivery.appid) return recordAt(delivery.appid, delivery, deps);
    if (!('ToUserName' in payload)) return unrouted('It names no account.', pathAppid);
    const account = await deps.accounts({ userName: payload.ToUserName, ...(pathAppid ? { pathAppid } : {}) });
    if ('unknown' in account) return unrouted(account.unknown, pathAppid);
    return recordAt(account.appid, { ...delivery, appid: account.appid }, deps);
  },
};

/** One push about several accounts. */
const recordedForEach: Route<'orderPathApplyResultNotify' | 'orderPathAuditResultNotify'> = {
  goes: 'the record of each account that it lists',
  deliver: async ({ payload, delivery }, deps) => {
    const appids = payload.list.map(({ appid }) => appid);
    const outcomes = await Promise.all(appids.map((appid) => recordAt(appid, { ...delivery, appid }, deps)));
    const to = outcomes.flatMap((outcome) => (outcome.kind === 'delivered' ? outcome.to : []));
    return to.length > 0 ? delivered(...to) : unrouted('It lists no account of ours.');
  },
};

/** One slot for each declared event: a forgotten one does not compile. */
export const routes = {
  componentVerifyTicket: {
    goes: "the platform's entity",
    deliver: async ({ delivery }, { temporal, tickets }) =>
      tickets
        ? delivered(await signalComponent(temporal, delivery))
        : ignored('In cloud mode (微信云托管) the token comes from the cloud, not by tickets.'),
  },
  authorized,
  updateauthorized: authorized,
  unauthorized: {
    goes: "the account's entity",
    deliver: async ({ payload, delivery }, { temporal }) => {
      const workflowId = workflowIds.authorizer(payload.AuthorizerAppid);
      if (await signalOpen(temporal, workflowId, eventSignal(delivery.event), delivery)) return delivered(workflowId);
      return unrouted(`${payload.AuthorizerAppid} is no account of ours.`, payload.AuthorizerAppid);
    },
  },
  notify3rdWxaAuth: toProcess('verification', workflowIds.verification),
  notify3rdWxaAuthAndIcp: toProcess('verification with filing', workflowIds.verificationWithFiling),
  notify3rdWxaWxverify: recorded,
  notifyApplyIcpfilingResult: toProcess('filing', workflowIds.icpFiling, workflowIds.verificationWithFiling),
  notifyIcpfilingVerifyResult: toProcess('filing', workflowIds.icpFiling, workflowIds.verificationWithFiling),
  notifyThirdFasteregister: registered,
  notifyThirdFastregisterbetaapp: trialRegistered,
  notifyThirdFastverifybetaapp: trialVerified,
  betaappAuthorizationApplyEvent: subjectLent,
  betaappReuseMerchantIdAppidAdministratorAuthorizationApplyEvent: recorded,
  betaappReuseMerchantIdMerchantAdministratorAuthorizationApplyEvent: recorded,
  betaappVerifyApplyEvent: subjectLent,
  betaappVerifyEvent: subjectLent,
  weappAuditSuccess: audit,
  weappAuditFail: audit,
  weappAuditDelay: audit,
  wxaNicknameAudit: setUp,
  wxaCategoryAudit: setUp,
  wxaAppealRecord: recorded,
  wxaIllegalRecord: recorded,
  wxaPunishEvent: recorded,
  wxaPrivacyApply: setUp,
  wxaLiveApplyEvent: recorded,
  orderPathApplyResultNotify: recordedForEach,
  orderPathAuditResultNotify: recordedForEach,
} satisfies { readonly [K in EventName]: Route<K> };
