import { type Client, type ClientOptions, createClient, type Tokens } from '../wechat/client.ts';
import { createPace, type Rate } from '../wechat/pace.ts';

/** What a process calls WeChat with. */
export type PlatformClientDeps = {
  readonly weChatApiUrl: string;
  readonly componentAppid: string;
  readonly tokens: Tokens;
  /** How fast this process may call, for the platform in all and for one account. */
  readonly callRates: { readonly component: Rate; readonly account: Rate };
  /** In cloud mode the platform's token has another name. */
  readonly cloud: boolean;
} & Pick<ClientOptions, 'onHostRefused'>;

/** The client of a process: it keeps to its pace, and asks WeChat for the limits of a path that was called too fast. */
export const createPlatformClient = ({
  weChatApiUrl,
  tokens,
  callRates,
  cloud,
  ...rest
}: PlatformClientDeps): Client => {
  const client: Client = createClient({
    ...rest,
    baseUrl: weChatApiUrl,
    tokens,
    ...(cloud ? { componentTokenParameter: 'cloudbase_access_token' } : {}),
    pace: createPace({
      ...callRates,
      read: async (cgi_path, owner) => {
        const { rate_limit, component_rate_limit } = await client.getApiQuota(owner, { cgi_path });
        const limit = owner.kind === 'authorizer' ? (component_rate_limit ?? rate_limit) : rate_limit;
        if (!limit || limit.call_count <= 0 || limit.refresh_second <= 0) return undefined;
        return { calls: limit.call_count, interval: limit.refresh_second * 1_000 };
      },
    }),
  });
  return client;
};
