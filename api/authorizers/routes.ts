import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { authorizerView, declarePrivacyGuide } from '../../messages/authorizer.ts';
import { is, searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { accountsWith, appidOf } from '../ext/targets.ts';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { appid } from '../processes/fields.ts';
import { pageOf } from '../routes/answers.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { filter, listWorkflows, paging } from '../routes/list.ts';
import { ask, attentionOf } from '../routes/read.ts';
import { requestOf } from '../routes/request-of.ts';
import { type AuthorizerAnswer, authorizerAnswer, authorizerLine, privacyGuide } from './answers.ts';
import { refuseCustomised } from './customised.ts';
import { findAuthorizer, merchantIdOf } from './find.ts';
import { permissionsAnswer, permissionsOf } from './permissions.ts';

/** What these routes need. */
export type AuthorizerDeps = Pick<ProcessDeps, 'temporal' | 'ids' | 'publicUrl'>;

const tag = 'authorizer';
const params = z.object({ appid });

/** The accounts that authorized the platform. */
export const authorizerRoutes = (deps: AuthorizerDeps, processes: readonly Process[]): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/authorizers',
    name: 'list authorizers',
    tag,
    summary: 'List the accounts',
    description: 'From visibility, which is up to a second behind.',
    role: 'viewer',
    params: none,
    query: paging.extend({ merchantId: filter, tag: filter.describe('A tag that they have, or several with commas.') }),
    body: none,
    answer: { status: 200, description: 'A page.', schema: pageOf(authorizerLine) },
    problems: [],
    handle: async ({ query }) => {
      const conditions = [
        ...accountsWith(query.tag?.split(',') ?? []),
        ...(query.merchantId ? [is(searchAttributes.MerchantId.name, query.merchantId)] : []),
      ];
      const { workflows, next } = await listWorkflows(deps, conditions, query);
      const items = workflows.map(({ id, attribute, list }) => ({
        appid: appidOf(id),
        merchantId: attribute(searchAttributes.MerchantId.name),
        tags: list(searchAttributes.Tags.name),
        attention: attentionOf(attribute(searchAttributes.Attention.name)),
        url: `${deps.publicUrl}/v1/authorizers/${appidOf(id)}`,
      }));
      return { status: 200, body: { items, next } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}',
    name: 'read authorizer',
    tag,
    summary: 'Read an account',
    role: 'viewer',
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'What is known of it; never a credential.', schema: authorizerAnswer },
    problems: ['not-found'],
    handle: async ({ params: { appid } }) => ({ status: 200, body: await readAuthorizer(deps.temporal, appid) }),
  }),
  route({
    method: 'get',
    path: '/v1/authorizers/{appid}/permissions',
    name: 'read authorizer permissions',
    tag,
    summary: 'What an account allows, and what each process lacks (权限集)',
    description:
      'From the permission sets of its authorization and the calls that each process declares. A refusal of WeChat for want of a set (61007, 48001) names the same ways to it.',
    role: 'viewer',
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'Sets, processes and ways.', schema: permissionsAnswer },
    problems: ['not-found', 'customised-account', 'no-worker'],
    handle: async ({ params: { appid } }) => {
      await refuseCustomised(deps.temporal, appid, 'a permission set');
      const known = await readAuthorizer(deps.temporal, appid);
      const { authorization, permissionSets } = known;
      if (!authorization || !permissionSets) {
        throw new Problem('no-worker', 'No worker answered for this account; start one, then ask again.');
      }
      return { status: 200, body: permissionsOf({ ...known, authorization, permissionSets }, processes) };
    },
  }),
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/privacy-guide',
    name: 'declare privacy guide',
    tag,
    summary: "Declare the merchant's privacy guide (用户隐私保护指引)",
    description: "Releases complete WeChat's guide from it.",
    role: 'operator',
    params,
    query: none,
    body: privacyGuide,
    answer: { status: 200, description: 'The guide as declared.', schema: privacyGuide },
    problems: ['not-found', 'no-worker'],
    handle: async (request) => {
      const { appid } = request.params;
      await findAuthorizer(deps.temporal, appid);
      await deps.temporal.workflow
        .getHandle(workflowIds.authorizer(appid))
        .executeUpdate(declarePrivacyGuide, { args: [{ guide: request.body, request: requestOf(request) }] });
      return { status: 200, body: request.body };
    },
  }),
];

const readAuthorizer = async (temporal: Client, appid: string): Promise<AuthorizerAnswer> => {
  const merchantId = merchantIdOf(await findAuthorizer(temporal, appid));
  const entity = temporal.workflow.getHandle(workflowIds.authorizer(appid));
  const view = await ask(temporal, () => entity.query(authorizerView));
  if (view) return { ...view, live: true };
  return { appid, live: false, ...(merchantId === undefined ? {} : { merchantId }) };
};
