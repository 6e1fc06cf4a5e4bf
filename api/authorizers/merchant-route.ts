import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { assignMerchant } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { none, type Route, route } from '../http/route.ts';
import { appid, merchantId } from '../processes/fields.ts';
import { requestOf } from '../routes/request-of.ts';
import { findAuthorizer } from './find.ts';

/** Whose an account is, for those that came without a merchant id: adopted from a running fleet, or customised (定制化型). */
export const merchantRoute = ({ temporal }: { readonly temporal: Client }): Route =>
  route({
    method: 'put',
    path: '/v1/authorizers/{appid}/merchant',
    name: 'assign merchant',
    tag: 'authorizer',
    summary: 'Say whose an account is',
    description:
      "Processes that are started from then on bear the merchant id, and the merchant's page shows what is under way for the account. Whose it was before is kept in the account's events.",
    role: 'operator',
    params: z.object({ appid }),
    query: none,
    body: z.strictObject({ merchantId }),
    answer: {
      status: 200,
      description: 'As it is now.',
      schema: z.object({ appid, merchantId }),
    },
    problems: ['not-found', 'no-worker'],
    handle: async (request) => {
      const { params, body } = request;
      await findAuthorizer(temporal, params.appid);
      await temporal.workflow
        .getHandle(workflowIds.authorizer(params.appid))
        .executeUpdate(assignMerchant, { args: [{ ...body, request: requestOf(request) }] });
      return { status: 200, body: { ...params, ...body } };
    },
  });
