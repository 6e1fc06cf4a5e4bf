import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Ids } from '../credentials/ids.ts';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import { type CallbackForwardInput, forwardPatience } from '../messages/callback-forward.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { taskQueues } from '../messages/task-queues.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { readBody } from '../wechat/body.ts';
import { checkMessageIn } from '../wechat/publish-check.ts';
import { isText, type XmlElement } from '../wechat/xml.ts';
import type { Accounts } from './accounts.ts';
import { identify } from './declared.ts';
import { dedupeKeyOfText } from './dedupe.ts';
import { type ForwardingRule, rulesFor } from './forwarding.ts';
import { type InnerCallback, namedAppid } from './read.ts';

/** What callbacks are forwarded with. */
export type ForwardsDeps = {
  readonly temporal: Client;
  readonly sealer: Sealer;
  readonly ids: Ids;
  readonly accounts: Accounts;
  readonly rules: readonly ForwardingRule[];
};

/** The rules that a callback is forwarded by, and its account; the publish check (全网发布) is nobody else's business. */
export const matchingRules = async (
  { rules, accounts }: Pick<ForwardsDeps, 'rules' | 'accounts'>,
  element: XmlElement,
  pathAppid: string | undefined,
): Promise<{ readonly rules: readonly ForwardingRule[]; readonly appid?: string }> => {
  const whoever = rules.filter(
    ({ match: { appid: _any, ...match }, ...rule }) => rulesFor([{ ...rule, match }], element, undefined).length > 0,
  );
  if (whoever.length === 0 || checkMessageIn(element)) return { rules: [] };
  const appid = await appidOf(accounts, element, pathAppid).catch((error: unknown) => {
    // Who it is about is needed where a rule asks for it, and else only told.
    if (whoever.some(({ match }) => match.appid)) throw error;
    return undefined;
  });
  return { rules: rulesFor(whoever, element, appid), ...(appid ? { appid } : {}) };
};

/** The account that a callback is about, where it is one of ours. */
const appidOf = async (accounts: Accounts, element: XmlElement, pathAppid: string | undefined) => {
  if (identify(element).channel === 'component') return namedAppid(element);
  const { ToUserName: userName } = element;
  if (!isText(userName)) return undefined;
  const account = await accounts({ userName, ...(pathAppid ? { pathAppid } : {}) });
  return 'appid' in account ? account.appid : undefined;
};

/**
 * Hands a callback to the forwards of all rules that fit, each a workflow of its own that is started once; gives their
 * ids. Throws where Temporal can't be reached.
 */
export const startForwards = async (deps: ForwardsDeps, callback: InnerCallback): Promise<readonly string[]> => {
  const { ids } = deps;
  const { xml, pathAppid, receivedAt, answeredBy } = callback;
  const element = deps.rules.length > 0 ? readBody(xml) : undefined;
  if (!element) return [];
  const { rules, appid } = await matchingRules(deps, element, pathAppid);
  const id = dedupeKeyOfText(ids, xml);
  const wanted = rules.filter(({ name }) => name !== answeredBy);
  const forward = { id, xml, receivedAt, ...(appid ? { appid } : {}) };
  return Promise.all(wanted.map(({ name }) => startForward(deps, name, forward)));
};

/** What is forwarded; `id` is equal for each try of the same thing, `receivedAt` in milliseconds since the epoch. */
type Forwarded = { readonly id: string; readonly xml: string; readonly receivedAt: number; readonly appid?: string };

/** Starts the forward by one rule, once; gives its id. */
export const startForward = async (
  { temporal, sealer }: Pick<ForwardsDeps, 'temporal' | 'sealer'>,
  rule: string,
  { id, xml, receivedAt, appid }: Forwarded,
): Promise<string> => {
  const workflowId = workflowIds.callbackForward(rule, id);
  const input: CallbackForwardInput = {
    ...{ rule, id, receivedAt: new Date(receivedAt).toISOString(), patience: forwardPatience },
    xml: sealer.seal(owners.callbackXml, xml),
    ...(appid ? { appid } : {}),
  };
  const start = temporal.workflow.start<(input: CallbackForwardInput) => Promise<unknown>>('callbackForward', {
    workflowId,
    taskQueue: taskQueues.main,
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    args: [input],
    staticSummary: `Forward by ${rule}`,
    ...(appid ? { typedSearchAttributes: [{ key: searchAttributes.AppId, value: appid }] } : {}),
  });
  await start.catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
  return workflowId;
};
