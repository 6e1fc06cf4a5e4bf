import { setTimeout } from 'node:timers/promises';
import { type EndpointSpec, endpointKey, type TokenOwner } from './endpoint.ts';
import { WeChatError } from './wechat-error.ts';

/** So many calls in so many milliseconds; as many may come at once. */
export type Rate = { readonly calls: number; readonly interval: number };

/** Holds calls back so that WeChat's limits of a minute are kept. */
export type Pace = {
  /** Resolves when the call may be made. Throws `WeChatError` of class `slow-down`, nothing sent, where that is too far off. */
  take(spec: EndpointSpec, owner: TokenOwner | undefined): Promise<void>;
  /** WeChat said that this came too fast (45011): it is asked how fast it may come, and that is kept to from then on. */
  tooFast(spec: EndpointSpec, owner: TokenOwner | undefined): void;
};

/** What a pace is made of. */
export type PaceOptions = {
  /** Of all calls that this process makes for the platform. */
  readonly component: Rate;
  /** Of those for one account. */
  readonly account: Rate;
  /** What WeChat says of a path (quota/get) for each account that it is called for; nothing where it does not say. */
  readonly read: (path: string, owner: TokenOwner) => Promise<Rate | undefined>;
  /** How long a call may be held back, in milliseconds; 10,000 unless told. */
  readonly patience?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** How long WeChat's word on a path is good, in milliseconds. */
const learnedFor = 24 * 3_600_000;
/** How many accounts are remembered before those at rest are forgotten. */
const remembered = 10_000;

/**
 * Makes the pace of one process. Others of the same platform have their own, so what is configured is a share.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/openapi/api_getapiquota.html
 */
export const createPace = (options: PaceOptions): Pace => {
  const { component, account, read, patience = 10_000, clock = Date.now } = options;
  /** When each lane would be at rest again. */
  const restAt = new Map<string, number>();
  const learned = new Map<string, { readonly rate: Rate | undefined; readonly until: number }>();

  const waitIn = (lane: string, { calls, interval }: Rate, now: number): number =>
    Math.max(0, Math.max(restAt.get(lane) ?? 0, now) + interval / calls - interval - now);
  const lanesOf = (path: string, owner: TokenOwner): (readonly [lane: string, rate: Rate])[] => {
    const known = learned.get(path);
    const ofPath = known && known.until > clock() ? known.rate : undefined;
    return [
      ['component', component],
      ...(owner.kind === 'authorizer' ? ([[`account ${owner.appid}`, account]] as const) : []),
      ...(ofPath ? ([[`${owner.kind === 'authorizer' ? owner.appid : 'component'} ${path}`, ofPath]] as const) : []),
    ];
  };
  const forgetWhoRests = (now: number) => {
    if (restAt.size < remembered) return;
    for (const [lane, at] of restAt) if (at <= now) restAt.delete(lane);
  };

  return {
    take: async (spec, owner = { kind: 'component' }) => {
      const now = clock();
      const lanes = lanesOf(spec.path, owner);
      const wait = Math.max(...lanes.map(([lane, rate]) => waitIn(lane, rate, now)));
      if (wait > patience) throw tooSoon(spec, wait);
      for (const [lane, { calls, interval }] of lanes) {
        restAt.set(lane, Math.max(restAt.get(lane) ?? 0, now) + interval / calls);
      }
      forgetWhoRests(now);
      if (wait > 0) await setTimeout(wait);
    },
    tooFast: ({ path }, owner = { kind: 'component' }) => {
      const known = learned.get(path);
      if (known && known.until > clock()) return;
      const until = clock() + learnedFor;
      learned.set(path, { rate: undefined, until });
      // Whoever was refused waits a minute anyway; where WeChat does not say, the configured rates go on.
      read(path, owner).then(
        (rate) => learned.set(path, { rate, until }),
        () => learned.delete(path),
      );
    },
  };
};

const tooSoon = (spec: EndpointSpec, wait: number): WeChatError =>
  new WeChatError({
    endpoint: endpointKey(spec),
    kind: 'refused',
    class: 'slow-down',
    effect: 'none',
    hint: `This call was held back: at the rate that is kept to it would be due in ${Math.ceil(wait / 1000)} s.`,
    hintZh: '调用过于频繁，请稍后再试',
  });
