import { day } from '../../simulator/clock.ts';
import type { Stage } from './stage.ts';

/** What a release's own clock does not reach: the next month, whatever day it is. */
export const monthAndMore = 31 * day;

/** The lists of all types of server domains, empty, as a call that sets some must name the others. */
export const none = {
  requestdomain: [],
  wsrequestdomain: [],
  uploaddomain: [],
  downloaddomain: [],
  udpdomain: [],
  tcpdomain: [],
};

/** What tests of one account's domains do and ask, in short. */
export const domainsOf = ({ client, ask }: Stage, appid: string) => ({
  /** What the platform has registered from now on, in both of its versions. */
  register: async (server: string, business = 'shop.example') => {
    const together = { is_modify_published_together: true };
    await client.modifyThirdpartyServerDomainSet({ wxa_server_domain: server, ...together });
    await client.modifyThirdpartyJumpDomainSet({ wxa_jump_h5_domain: business, ...together });
  },
  /** What holds in the online version. */
  inForce: () => ask<{ server: Record<string, string[]>; business: string[] }>(`/domains?appid=${appid}`),
});
