import { Context } from '@temporalio/activity';
import type { Client as TemporalClient } from '@temporalio/client';
import { authorizerView } from '../messages/authorizer.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { FormalAccount } from '../messages/trial-conversion.ts';
import type { TrialRegistrationOutcome } from '../messages/trial-registration.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';
import { type Asking, stillOpen } from './asking.ts';
import { readAuthorizerInfo } from './authorizer-info.ts';
import { authorizersSince, eachAuthorizer } from './authorizer-list.ts';
import { calling } from './wechat.ts';

/** A trial as its registration knows it; `since` in milliseconds since the epoch. */
export type WantedTrial = { readonly name: string; readonly namePointer: string; readonly since: number };

/** Facts about trials (试用小程序). */
export const trialFacts = (wechat: Client, temporal: TemporalClient) => ({
  /** The trial of a registration whose push was lost, once it is there and can be no other's. */
  awaitTrial: async (ask: Asking & WantedTrial): Promise<{ appid: string }> =>
    calling(async () => {
      const { workflowId = '' } = Context.current().info.workflowExecution ?? {};
      const found = await trialsOf(wechat, ask);
      const [appid] = found;
      if (appid === undefined || found.length > 1) throw stillOpen(ask, `${found.length} new trials of this name`);
      // A name says nothing of the user: two registrations of one name are told apart by their pushes alone.
      if (await hasNamesakes(temporal, workflowId, ask)) throw stillOpen(ask, 'Another registration has this name.');
      return { appid };
    }),

  /** What became of an account's authorization, once something has. */
  awaitAuthorization: async (ask: Asking & { appid: string }): Promise<{ authorized: boolean }> => {
    const { authorization } = await temporal.workflow
      .getHandle(workflowIds.authorizer(ask.appid))
      .query(authorizerView);
    if (authorization === 'none') throw stillOpen(ask, 'The event `authorized` has not arrived.');
    return { authorized: authorization === 'granted' };
  },

  /** A former trial, once it is formal. An account that has not authorized us is not formal yet, or was reclaimed. */
  awaitFormal: async (ask: Asking & { appid: string }): Promise<FormalAccount> =>
    calling(async () => {
      const formal = await formalAccount(wechat, ask.appid);
      if (!formal) throw stillOpen(ask, `${ask.appid} is a trial still.`);
      return formal;
    }),

  /** What became of a trial while nobody converts it: it is formal, or has left us, as one that WeChat reclaims does. */
  awaitFate: async (ask: Asking & { appid: string }): Promise<{ account: FormalAccount } | { gone: true }> =>
    calling(async () => {
      const info = (await readAuthorizerInfo(wechat, ask.appid))?.authorizer_info;
      if (!info || info.account_status === cancelled) return { gone: true };
      if (isTrial(info)) throw stillOpen(ask, `${ask.appid} is a trial still.`);
      return { account: formalOf(info) };
    }),

  /** A former trial once it is formal, or the status of its upgrade once it is another than the `known` one. */
  awaitUpgrade: async (
    ask: Asking & { appid: string; componentPhone: string; taskid: string | undefined; known: number | undefined },
  ): Promise<{ account: FormalAccount } | { status: number }> =>
    calling(async () => {
      const account = await formalAccount(wechat, ask.appid);
      if (account) return { account };
      const task = await wechat.fastNormalizeBetaWeappQuery(ask.appid, {
        component_phone: ask.componentPhone,
        ...(ask.taskid ? { taskid: ask.taskid } : {}),
        new_version: true,
      });
      if (task.status === undefined || task.status === ask.known) throw stillOpen(ask, 'The upgrade stands still.');
      return { status: task.status };
    }),

  /** Whether an account is a trial, and until when: by its registration, else by when it authorized us and how long a trial lives. */
  readTrial: async ({ appid, life }: { appid: string; life: number }): Promise<{ trial: boolean; until: number }> =>
    calling(async () => {
      const { authorizer_info: info } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
      const registered = await registeredUntil(temporal, appid);
      return {
        trial: isTrial(info),
        until: registered ?? ((await authorizedAt(wechat, appid)) ?? Date.now() / 1_000) * 1_000 + life,
      };
    }),
});

/** `account_status` of an account that was cancelled (已注销). */
const cancelled = 14;

type Info = ResponseOf<Endpoints['getAuthorizerInfo']>['authorizer_info'];

/** `register_type` of trials that became formal: by an enterprise or official account, as a person's, by a merchant number. */
const formalRoutes: readonly (number | undefined)[] = [19, 17, 23];
const isTrial = ({ service_type_info: service, register_type: route }: Info): boolean =>
  service?.id === trialService && !formalRoutes.includes(route);

const formalAccount = async (wechat: Client, appid: string): Promise<FormalAccount | undefined> => {
  const info = (await readAuthorizerInfo(wechat, appid))?.authorizer_info;
  return !info || isTrial(info) ? undefined : formalOf(info);
};

const formalOf = (info: Info): FormalAccount => ({
  ...(info.principal_name ? { principalName: info.principal_name } : {}),
  ...(info.register_type === undefined ? {} : { registerType: info.register_type }),
  ...(info.nick_name ? { name: info.nick_name } : {}),
});

/** Until when the registration of a trial said that it lives, in milliseconds since the epoch. */
const registeredUntil = async (temporal: TemporalClient, appid: string): Promise<number | undefined> => {
  const query = `WorkflowType = 'trialRegistration' AND AppId = '${appid}' AND ExecutionStatus = 'Completed'`;
  for await (const { workflowId, runId } of temporal.workflow.list({ query, pageSize: 1 })) {
    const result: ProcessResult<TrialRegistrationOutcome> = await temporal.workflow
      .getHandle(workflowId, runId)
      .result();
    const { outcome } = result.progress;
    if (outcome?.kind === 'registered') return Date.parse(outcome.trialUntil);
  }
  return undefined;
};

const authorizedAt = async (wechat: Client, appid: string): Promise<number | undefined> => {
  for await (const entry of eachAuthorizer(wechat)) if (entry.authorizer_appid === appid) return entry.auth_time;
  return undefined;
};

/** `service_type_info` of a trial. */
const trialService = 12;
/** What WeChat adds to a trial's name; the pages name both. */
const endings = ['的体验小程序', '的试用小程序'];

const trialsOf = async (wechat: Client, { name, since }: WantedTrial): Promise<string[]> => {
  const found: string[] = [];
  for await (const { authorizer_appid: appid } of authorizersSince(wechat, since / 1_000)) {
    const { authorizer_info: info } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
    const named = endings.some((ending) => info.nick_name === name + ending);
    if (named && info.service_type_info?.id === trialService) found.push(appid);
  }
  return found;
};

const day = 24 * 3_600_000;

/** Whether another registration of this name may have made a trial since then: the link of a closed one works for a day. */
const hasNamesakes = async (
  temporal: TemporalClient,
  workflowId: string,
  { namePointer, since }: WantedTrial,
): Promise<boolean> => {
  const { ExternalIds } = searchAttributes;
  const closedAfter = new Date(since - day).toISOString();
  const query = `WorkflowType = 'trialRegistration' AND WorkflowId != '${workflowId}' AND ${ExternalIds.name} = '${namePointer}' AND (ExecutionStatus = 'Running' OR CloseTime > '${closedAfter}')`;
  return (await temporal.workflow.count(query)).count > 0;
};
