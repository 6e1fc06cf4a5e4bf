import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { quota } from '../error-class.ts';
import { fourActions } from '../four-actions.ts';
import { joined } from './shapes/joined.ts';

/** Without `is_modify_published_together` only the list of the testing version changes. */
const published = { is_modify_published_together: z.boolean().optional() };

const changes = {
  45104: quota(
    "The month's 50 changes of the platform's domains are used up, or the list is full.",
    '第三方平台域名修改次数或数量已达上限',
  ),
} as const;

const serverDomains = z.object({ wxa_server_domain: joined(1000, ';'), ...published });

/**
 * Adds, deletes, sets and reads the server domains of the platform, of which its accounts may use any: bare hosts
 * joined by `;`, at most 1,000, 50 changes a month. To delete an absent one succeeds.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/domain-mgnt/api_modifythirdpartyserverdomain.html
 */
export const {
  add: modifyThirdpartyServerDomainAdd,
  delete: modifyThirdpartyServerDomainDelete,
  set: modifyThirdpartyServerDomainSet,
  get: modifyThirdpartyServerDomainGet,
} = fourActions(
  '/cgi-bin/component/modify_wxa_server_domain',
  {
    token: 'component',
    response: z.object({
      published_wxa_server_domain: z.string().optional(),
      testing_wxa_server_domain: z.string().optional(),
      invalid_wxa_server_domain: z.string().optional(),
    }),
    errors: changes,
  },
  { some: serverDomains, all: serverDomains },
);

const jumpDomains = z.object({ wxa_jump_h5_domain: joined(300, ';'), ...published });

/**
 * Adds, deletes, sets and reads the business domains (业务域名) of the platform: bare hosts joined by `;`, at most 300
 * (200 on the former page), each of which serves the confirm file already. A monthly limit is (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/domain-mgnt/api_modifythirdpartyjumpdomain.html
 */
export const {
  add: modifyThirdpartyJumpDomainAdd,
  delete: modifyThirdpartyJumpDomainDelete,
  set: modifyThirdpartyJumpDomainSet,
  get: modifyThirdpartyJumpDomainGet,
} = fourActions(
  '/cgi-bin/component/modify_wxa_jump_domain',
  {
    token: 'component',
    response: z.object({
      published_wxa_jump_h5_domain: z.string().optional(),
      testing_wxa_jump_h5_domain: z.string().optional(),
      invalid_wxa_jump_h5_domain: z.string().optional(),
    }),
    errors: changes,
  },
  { some: jumpDomains, all: jumpDomains },
);

/**
 * The file that each business domain of the platform serves at its root; one for the whole platform.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/thirdparty-management/domain-mgnt/api_getthirdpartyjumpdomainconfirmfile.html
 */
export const getThirdpartyJumpDomainConfirmFile = endpoint({
  method: 'POST',
  path: '/cgi-bin/component/get_domain_confirmfile',
  token: 'component',
  request: z.object({}),
  response: z.object({ file_name: z.string().min(1), file_content: z.string() }),
  repeatable: true,
});
