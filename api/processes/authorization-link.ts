import { z } from 'zod';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { authTypes } from '../../wechat/authorization-pages.ts';
import { setName } from '../../wechat/permission-sets.ts';
import { authorizationLinkPage } from '../pages/authorization-link.ts';
import { process } from '../process.ts';
import { appid, merchantId } from './fields.ts';
import { steering } from './steering.ts';

const day = 24 * 3_600_000;

/** What a start takes. */
export const linkBody = z.strictObject({
  merchantId,
  authType: z
    .literal([1, 2, 3, 4, 5, 6, 8])
    .default(2)
    .describe(
      `Which kinds of account the merchant may choose from (auth_type): ${Object.entries(authTypes)
        .map(([type, kinds]) => `${type} ${kinds}`)
        .join(', ')}.`,
    ),
  appid: appid.exactOptional().describe('The one account that may be authorized (biz_appid); only its admin can.'),
  permissionSets: z
    .array(z.int().min(1))
    .min(1)
    .max(100)
    .refine((sets) => new Set(sets).size === sets.length, 'each permission set once')
    .exactOptional()
    .describe(
      'The permission sets to ask for (category_id_list); all that the platform has unless told. Name those that are granted already too. The plugin has no way to say it. An account that did not grant one of them is asked for it again: the process and the page name what is missing, and the same link serves.',
    ),
  expiresIn: z
    .int()
    .min(60_000)
    .max(30 * day)
    .default(7 * day)
    .describe('How long the link can be opened, in milliseconds; 7 days unless told, 30 at most.'),
  single: z
    .boolean()
    .exactOptional()
    .describe('It ends with the first account that is authorized; otherwise it takes several until its end.'),
});

/** A link by which a merchant authorizes the platform: a page of ours for a desktop, one for a phone, codes for the plugin. */
export const authorizationLink = process({
  path: '/authorization-links',
  workflow: 'authorizationLink',
  title: 'authorization link',
  calls: ['getPreAuthCode', 'getAuthorizerRefreshToken', 'getAuthorizerInfo'],
  start: {
    role: 'operator',
    body: linkBody,
    id: ({ merchantId, authType, appid, permissionSets = [], single }, ids) => {
      const wish = JSON.stringify([
        authType,
        appid ?? '',
        permissionSets.toSorted((a, b) => a - b),
        ...(single ? ['single'] : []),
      ]);
      return workflowIds.authorizationLink(merchantId, ids.hmac('authorization-link', wish));
    },
    prepare: ({ expiresIn: life, ...input }, { pageAt, url, publicUrlTrouble }) => {
      const links = [
        { rel: 'pc', title: 'Page for a desktop (电脑端授权页)', href: pageAt('/authorize/pc', life) },
        { rel: 'h5', title: 'Page for a phone (手机端授权页)', href: pageAt('/authorize/h5', life) },
        { rel: 'plugin', title: 'Codes for the plugin (服务商组件)', href: `${url}/pre-auth-codes` },
      ];
      return {
        input: { ...input, life, links, setNames: namesOf(input.permissionSets ?? []) },
        summary: `Authorization link for ${input.merchantId}`,
        merchantId: input.merchantId,
        ...(input.appid ? { appid: input.appid } : {}),
        links,
        ...(publicUrlTrouble ? { warning: publicUrlTrouble } : {}),
      };
    },
  },
  actions: steering,
  page: authorizationLinkPage,
});

const namesOf = (sets: readonly number[]) => Object.fromEntries(sets.map((id) => [String(id), setName(id)]));
