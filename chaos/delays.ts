import { paths, type WeChat } from './wechat.ts';

/** From an audit that passed until the merchant was live, in milliseconds. */
export type Delays = {
  readonly merchants: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
};

/** How soon each merchant was live after its own audit had passed, by the simulator's record. */
export const delaysOf = async (wechat: WeChat): Promise<Delays> => {
  const releases = (await wechat.effects()).filter(({ path }) => path === paths.release);
  const releasedAt = new Map(releases.map(({ appid, at }) => [appid, Date.parse(at)]));
  const delays = (await wechat.accounts())
    .flatMap(({ appid, decidedAt }) => {
      const released = releasedAt.get(appid);
      return released === undefined || decidedAt === undefined ? [] : [released - decidedAt];
    })
    .toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0);
  return { merchants: delays.length, median: at(0.5), p99: at(0.99), max: at(1) };
};
