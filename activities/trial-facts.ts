import { Context } from '@temporalio/activity';
import type { Client as TemporalClient } from '@temporalio/client';
import { authorizerView } from '../messages/authorizer.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import type { Client } from '../wechat/client.ts';
import { type Asking, stillOpen } from './asking.ts';
import { authorizersSince } from './authorizer-list.ts';
import { calling } from './wechat.ts';

/** A trial as its registration knows it; `since` in milliseconds since the epoch. */
export type WantedTrial = { readonly name: string; readonly namePointer: string; readonly since: number };

/** Facts about trials (试用小程序). */
export const createTrialFactActivities = (wechat: Client, temporal: TemporalClient) => ({
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
});

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
