import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/domain-mgnt.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const server = { wxa_server_domain: 'www.shop.example;api.shop.example' };
const jump = { wxa_jump_h5_domain: 'www.shop.example' };
const serverPath = '/cgi-bin/component/modify_wxa_server_domain';
const jumpPath = '/cgi-bin/component/modify_wxa_jump_domain';

trySurface('the domains of the platform', {
  modifyThirdpartyServerDomainAdd: {
    good: async ({ client }) => {
      const answer = await client.modifyThirdpartyServerDomainAdd({ ...server, is_modify_published_together: true });
      expect(answer.published_wxa_server_domain).toBe(server.wxa_server_domain);
      return answer;
    },
    refused: [
      45104,
      atFault(`${serverPath}?action=add`, 45104, ({ client }) => client.modifyThirdpartyServerDomainAdd(server)),
    ],
  },
  modifyThirdpartyServerDomainDelete: {
    good: ({ client }) => client.modifyThirdpartyServerDomainDelete({ wxa_server_domain: 'absent.example' }),
    refused: [
      45104,
      atFault(`${serverPath}?action=delete`, 45104, ({ client }) => client.modifyThirdpartyServerDomainDelete(server)),
    ],
  },
  modifyThirdpartyServerDomainSet: {
    good: ({ client }) => client.modifyThirdpartyServerDomainSet(server),
    refused: [
      45104,
      async ({ client }) => {
        for (let changed = 0; changed <= 50; changed += 1) await client.modifyThirdpartyServerDomainSet(server);
      },
    ],
  },
  modifyThirdpartyServerDomainGet: {
    good: ({ client }) => client.modifyThirdpartyServerDomainGet({}),
    refused: [
      45104,
      atFault(`${serverPath}?action=get`, 45104, ({ client }) => client.modifyThirdpartyServerDomainGet({})),
    ],
  },
  modifyThirdpartyJumpDomainAdd: {
    good: ({ client }) => client.modifyThirdpartyJumpDomainAdd(jump),
    refused: [
      45104,
      atFault(`${jumpPath}?action=add`, 45104, ({ client }) => client.modifyThirdpartyJumpDomainAdd(jump)),
    ],
  },
  modifyThirdpartyJumpDomainDelete: {
    good: ({ client }) => client.modifyThirdpartyJumpDomainDelete(jump),
    refused: [
      45104,
      atFault(`${jumpPath}?action=delete`, 45104, ({ client }) => client.modifyThirdpartyJumpDomainDelete(jump)),
    ],
  },
  modifyThirdpartyJumpDomainSet: {
    good: ({ client }) => client.modifyThirdpartyJumpDomainSet(jump),
    refused: [
      45104,
      async ({ client }) => {
        for (let changed = 0; changed <= 50; changed += 1) await client.modifyThirdpartyJumpDomainSet(jump);
      },
    ],
  },
  modifyThirdpartyJumpDomainGet: {
    good: ({ client }) => client.modifyThirdpartyJumpDomainGet({}),
    refused: [
      45104,
      atFault(`${jumpPath}?action=get`, 45104, ({ client }) => client.modifyThirdpartyJumpDomainGet({})),
    ],
  },
  getThirdpartyJumpDomainConfirmFile: {
    good: ({ client }) => client.getThirdpartyJumpDomainConfirmFile({}),
    refused: [
      48001,
      atFault('/cgi-bin/component/get_domain_confirmfile', 48001, ({ client }) =>
        client.getThirdpartyJumpDomainConfirmFile({}),
      ),
    ],
  },
} satisfies Trials<typeof section>);
