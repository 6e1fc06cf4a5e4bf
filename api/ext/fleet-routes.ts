import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { z } from 'zod';
import { createExtSources } from '../../ext/sources.ts';
import { declareFleet, type FleetDeclaration, type FleetInput, type FleetView } from '../../messages/fleet.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { none, type Route, route } from '../http/route.ts';
import { requestOf } from '../routes/request-of.ts';
import { extLayer, variables } from './fields.ts';

const tag = 'fleet';
const answer = z.object({
  ext: z.looseObject({}),
  variables: z.looseObject({}),
  permissionSets: z.array(z.int()).exactOptional().describe('What every account is to grant (权限集).'),
  changes: z
    .array(z.object({ at: z.iso.datetime(), what: z.string(), by: z.string(), why: z.string().exactOptional() }))
    .describe('The last ones.'),
});
const nothing: FleetView = { ext: {}, variables: {}, changes: [] };

/** What is declared for all merchants. */
export const fleetRoutes = ({ temporal }: { readonly temporal: Client }): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/fleet-settings',
    name: 'read fleet settings',
    tag,
    summary: 'Read what is declared for all merchants',
    role: 'viewer',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The layer of ext.json and the variables.', schema: answer },
    problems: ['no-worker'],
    handle: async () => ({ status: 200, body: (await createExtSources(temporal).fleet()) ?? nothing }),
  }),
  route({
    method: 'put',
    path: '/v1/fleet-settings',
    name: 'set fleet settings',
    tag,
    summary: 'Declare the ext.json layer, the variables and the permission sets of all merchants',
    description:
      'Each that is given takes the place of what was; what is left out stays. Releases that follow use them; `POST /v1/ext-previews` shows beforehand what that changes. Permission sets are what every account is to grant: an inspection of the fleet finds who does not.',
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject({
      ext: extLayer.exactOptional(),
      variables: variables.exactOptional(),
      permissionSets: z.array(z.int().min(1).max(9_999)).max(100).exactOptional(),
    }),
    answer: { status: 200, description: 'As it is now.', schema: answer },
    problems: ['no-worker'],
    handle: async (request) => ({
      status: 200,
      body: await declare(temporal, { ...request.body, request: requestOf(request) }),
    }),
  }),
];

/** Tells the entity, and makes it where it does not exist yet. */
const declare = (temporal: Client, declaration: FleetDeclaration): Promise<FleetView> =>
  temporal.workflow.executeUpdateWithStart(declareFleet, {
    startWorkflowOperation: new WithStartWorkflowOperation<(input: FleetInput) => Promise<void>>('fleet', {
      workflowId: workflowIds.fleet(),
      taskQueue: taskQueues.main,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{}],
      staticSummary: 'What is declared for all merchants',
    }),
    args: [declaration],
  });
