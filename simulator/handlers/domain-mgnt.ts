import type * as section from '../../wechat/endpoints/domain-mgnt.ts';
import type { Context, Slots } from '../slots.ts';
import { confirmFileOf } from '../world/hosts.ts';
import type { Change, PlatformList } from '../world/platform-domains.ts';
import type { World } from '../world/world.ts';

type Together = { readonly is_modify_published_together?: boolean | undefined };

const join = (hosts: readonly string[]) => hosts.join(';');
const hostsIn = (text: string) => text.split(';').filter((host) => host !== '');

const serverLists = ({ platformDomains: { server } }: World) => ({
  published_wxa_server_domain: join(server.published),
  testing_wxa_server_domain: join(server.testing),
});
const jumpLists = ({ platformDomains: { jump } }: World) => ({
  published_wxa_jump_h5_domain: join(jump.published),
  testing_wxa_jump_h5_domain: join(jump.testing),
});

const change = (list: PlatformList, how: Change, text: string, { is_modify_published_together }: Together) =>
  join(list.change(how, hostsIn(text), is_modify_published_together ?? false));

const server =
  (how: Change) =>
  (request: Together & { readonly wxa_server_domain: string }, { world, changed }: Context) => {
    const invalid = change(world.platformDomains.server, how, request.wxa_server_domain, request);
    changed();
    return { ...serverLists(world), ...(invalid ? { invalid_wxa_server_domain: invalid } : {}) };
  };
const jump =
  (how: Change) =>
  (request: Together & { readonly wxa_jump_h5_domain: string }, { world, changed }: Context) => {
    const invalid = change(world.platformDomains.jump, how, request.wxa_jump_h5_domain, request);
    changed();
    return { ...jumpLists(world), ...(invalid ? { invalid_wxa_jump_h5_domain: invalid } : {}) };
  };

/** The domains of the platform (第三方平台域名). */
export const domainMgnt = {
  modifyThirdpartyServerDomainAdd: server('add'),
  modifyThirdpartyServerDomainDelete: server('delete'),
  modifyThirdpartyServerDomainSet: server('set'),
  modifyThirdpartyServerDomainGet: (_request, { world }) => serverLists(world),

  modifyThirdpartyJumpDomainAdd: jump('add'),
  modifyThirdpartyJumpDomainDelete: jump('delete'),
  modifyThirdpartyJumpDomainSet: jump('set'),
  modifyThirdpartyJumpDomainGet: (_request, { world }) => jumpLists(world),

  getThirdpartyJumpDomainConfirmFile: (_request, { world }) => confirmFileOf(world.platform.appid),
} satisfies Slots<typeof section>;
