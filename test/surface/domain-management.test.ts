import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/domain-management.ts';
import { none } from '../simulator/domains.ts';
import type { Stage } from '../simulator/stage.ts';
import { atFault, type Trials, trySurface } from './surface.ts';

const request = { requestdomain: ['https://api.shop.example'] };
const business = { webviewdomain: ['https://www.shop.example'] };

/** Stages whose platform did so: it may 50 times a month. */
const registered = new WeakSet<Stage>();
/** An account of a platform that has registered the domains of these trials. */
const account = async (stage: Stage, known: object = {}) => {
  if (!registered.has(stage)) {
    const together = { is_modify_published_together: true };
    await stage.client.modifyThirdpartyServerDomainSet({ wxa_server_domain: 'api.shop.example', ...together });
    await stage.client.modifyThirdpartyJumpDomainSet({ wxa_jump_h5_domain: 'shop.example', ...together });
    registered.add(stage);
  }
  return (await stage.account(known)).appid;
};
const personal = async (stage: Stage) => (await stage.account({ principalType: 0 })).appid;

trySurface('domain management', {
  modifyServerDomainAdd: {
    good: async (stage) => {
      const answer = await stage.client.modifyServerDomainAdd(await account(stage), request);
      expect(answer).toMatchObject({ ...request, invalid_requestdomain: [], no_icp_domain: [] });
      return answer;
    },
    refused: [
      85018,
      async (stage) =>
        stage.client.modifyServerDomainAdd(await account(stage), { requestdomain: ['https://other.example'] }),
    ],
  },
  modifyServerDomainDelete: {
    good: async (stage) => {
      const appid = await account(stage);
      await stage.client.modifyServerDomainAdd(appid, request);
      return stage.client.modifyServerDomainDelete(appid, request);
    },
    refused: [85017, async (stage) => stage.client.modifyServerDomainDelete(await account(stage), request)],
  },
  modifyServerDomainSet: {
    good: async (stage) => stage.client.modifyServerDomainSet(await account(stage), { ...none, ...request }),
    refused: [
      85301,
      async (stage) =>
        stage.client.modifyServerDomainSet(await account(stage), {
          ...none,
          requestdomain: ['http://api.shop.example'],
        }),
    ],
  },
  modifyServerDomainGet: {
    good: async (stage) => stage.client.modifyServerDomainGet(await account(stage), {}),
    refused: [
      85015,
      atFault('/wxa/modify_domain?action=get', 85015, async (stage) =>
        stage.client.modifyServerDomainGet(await account(stage), {}),
      ),
    ],
  },
  modifyServerDomainDirectlyAdd: {
    good: async (stage) => stage.client.modifyServerDomainDirectlyAdd(await account(stage), request),
    refused: [
      86101,
      async (stage) =>
        stage.client.modifyServerDomainDirectlyAdd(await account(stage), {
          requestdomain: ['https://api.weixin.qq.com'],
        }),
    ],
  },
  modifyServerDomainDirectlyDelete: {
    good: async (stage) => stage.client.modifyServerDomainDirectlyDelete(await account(stage), request),
    refused: [
      85015,
      atFault('/wxa/modify_domain_directly?action=delete', 85015, async (stage) =>
        stage.client.modifyServerDomainDirectlyDelete(await account(stage), request),
      ),
    ],
  },
  modifyServerDomainDirectlySet: {
    good: async (stage) => stage.client.modifyServerDomainDirectlySet(await account(stage), { ...none, ...request }),
    refused: [
      86100,
      async (stage) =>
        stage.client.modifyServerDomainDirectlySet(await account(stage), {
          ...none,
          tcpdomain: ['udp://a.example'],
        }),
    ],
  },
  modifyServerDomainDirectlyGet: {
    good: async (stage) => stage.client.modifyServerDomainDirectlyGet(await account(stage), {}),
    refused: [
      85015,
      atFault('/wxa/modify_domain_directly?action=get', 85015, async (stage) =>
        stage.client.modifyServerDomainDirectlyGet(await account(stage), {}),
      ),
    ],
  },
  getEffectiveServerDomain: {
    good: async (stage) => stage.client.getEffectiveServerDomain(await account(stage), {}),
    refused: [
      61007,
      async (stage) => stage.client.getEffectiveServerDomain(await account(stage, { permissionSets: [17] }), {}),
    ],
  },
  modifyJumpDomainAdd: {
    good: async (stage) => stage.client.modifyJumpDomainAdd(await account(stage), business),
    refused: [
      89021,
      async (stage) =>
        stage.client.modifyJumpDomainAdd(await account(stage), { webviewdomain: ['https://other.example'] }),
    ],
  },
  modifyJumpDomainDelete: {
    good: async (stage) => {
      const appid = await account(stage);
      await stage.client.modifyJumpDomainAdd(appid, business);
      return stage.client.modifyJumpDomainDelete(appid, business);
    },
    refused: [89019, async (stage) => stage.client.modifyJumpDomainDelete(await account(stage), business)],
  },
  modifyJumpDomainSet: {
    good: async (stage) => stage.client.modifyJumpDomainSet(await account(stage), business),
    refused: [89231, async (stage) => stage.client.modifyJumpDomainSet(await personal(stage), business)],
  },
  modifyJumpDomainGet: {
    good: async (stage) => stage.client.modifyJumpDomainGet(await account(stage), {}),
    refused: [89231, async (stage) => stage.client.modifyJumpDomainGet(await personal(stage), {})],
  },
  modifyJumpDomain: {
    good: async (stage) => {
      const answer = await stage.client.modifyJumpDomain(await account(stage), {});
      expect(answer).toEqual({ webviewdomain: ['https://shop.example'] });
      return answer;
    },
    refused: [89231, async (stage) => stage.client.modifyJumpDomain(await personal(stage), {})],
  },
  modifyJumpDomainDirectlyAdd: {
    good: async (stage) => stage.client.modifyJumpDomainDirectlyAdd(await account(stage), business),
    refused: [89231, async (stage) => stage.client.modifyJumpDomainDirectlyAdd(await personal(stage), business)],
  },
  modifyJumpDomainDirectlyDelete: {
    good: async (stage) => {
      const appid = await account(stage);
      await stage.client.modifyJumpDomainDirectlyAdd(appid, business);
      return stage.client.modifyJumpDomainDirectlyDelete(appid, business);
    },
    refused: [89019, async (stage) => stage.client.modifyJumpDomainDirectlyDelete(await account(stage), business)],
  },
  modifyJumpDomainDirectlySet: {
    good: async (stage) => stage.client.modifyJumpDomainDirectlySet(await account(stage), business),
    refused: [89231, async (stage) => stage.client.modifyJumpDomainDirectlySet(await personal(stage), business)],
  },
  modifyJumpDomainDirectlyGet: {
    good: async (stage) => stage.client.modifyJumpDomainDirectlyGet(await account(stage), {}),
    refused: [89231, async (stage) => stage.client.modifyJumpDomainDirectlyGet(await personal(stage), {})],
  },
  getEffectiveJumpDomain: {
    good: async (stage) => stage.client.getEffectiveJumpDomain(await account(stage), {}),
    refused: [
      61007,
      async (stage) => stage.client.getEffectiveJumpDomain(await account(stage, { permissionSets: [17] }), {}),
    ],
  },
  getJumpDomainConfirmFile: {
    good: async (stage) => stage.client.getJumpDomainConfirmFile(await account(stage), {}),
    refused: [
      61007,
      async (stage) => stage.client.getJumpDomainConfirmFile(await account(stage, { permissionSets: [17] }), {}),
    ],
  },
  getPrefetchDomain: {
    good: async (stage) => stage.client.getPrefetchDomain(await account(stage), {}),
    refused: [
      61007,
      async (stage) => stage.client.getPrefetchDomain(await account(stage, { permissionSets: [17] }), {}),
    ],
  },
  setPrefetchDomain: {
    good: async (stage) => {
      const appid = await account(stage);
      await stage.client.setPrefetchDomain(appid, { prefetch_dns_domain: [{ url: 'cdn.shop.example' }] });
      const { prefetch_dns_domain } = await stage.client.getPrefetchDomain(appid, {});
      expect(prefetch_dns_domain).toEqual([{ url: 'cdn.shop.example', status: 0 }]);
      return prefetch_dns_domain;
    },
    refused: [
      9420002,
      async (stage) =>
        stage.client.setPrefetchDomain(await account(stage), {
          prefetch_dns_domain: [1, 2, 3, 4, 5, 6].map((each) => ({ url: `d${each}.example` })),
        }),
    ],
  },
} satisfies Trials<typeof section>);
