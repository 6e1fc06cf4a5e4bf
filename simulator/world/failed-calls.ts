import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** How long a rid can be asked for, in seconds. */
const kept = 7 * 86_400;
/** How many calls are remembered at most; benchmarks are refused by the thousand. */
const mostCalls = 10_000;

/** What can be asked of a call that failed; credentials are masked. */
export type FailedCall = {
  /** Whose token made it. */
  readonly appid: string;
  readonly path: string;
  readonly request: {
    /** Unix seconds of the simulator's clock. */
    readonly invoke_time: number;
    readonly cost_in_ms: number;
    readonly request_url: string;
    readonly request_body: string;
    readonly response_body: string;
    readonly client_ip: string;
  };
};

/** The calls that failed, by the rid in their errmsg, for 7 days; the last 10,000. */
export type FailedCalls = {
  /** A new rid: its first part is the time in hex. */
  newRid(): string;
  remember(rid: string, call: FailedCall): void;
  /**
   * Refuses: 76002 malformed, 76004 older than 7 days, 76001 unknown, 76003 of another account, 76022 a call below
   * `/sns/`.
   */
  find(rid: string, appid: string): FailedCall['request'];
  clear(): void;
};

/** Makes an empty memory. */
export const createFailedCalls = (clock: Clock): FailedCalls => {
  const calls = new Map<string, FailedCall>();
  const timeOf = (rid: string) => Number.parseInt(rid.slice(0, 8), 16);
  const isOld = (rid: string) => timeOf(rid) + kept <= clock.seconds();
  /** The oldest were remembered first. */
  const forgetOld = () => {
    for (const rid of calls.keys()) {
      if (!isOld(rid) && calls.size < mostCalls) return;
      calls.delete(rid);
    }
  };

  return {
    newRid: () => {
      const [second, third] = [randomBytes(4), randomBytes(4)].map((bytes) => bytes.toString('hex'));
      return `${clock.seconds().toString(16)}-${second}-${third}`;
    },
    remember: (rid, call) => {
      forgetOld();
      calls.set(rid, call);
    },
    find: (rid, appid) => {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/.test(rid)) throw new Refusal(76002);
      if (isOld(rid)) throw new Refusal(76004);
      const call = calls.get(rid);
      if (!call) throw new Refusal(76001);
      if (call.appid !== appid) throw new Refusal(76003);
      if (call.path.startsWith('/sns/')) throw new Refusal(76022);
      return call.request;
    },
    clear: () => calls.clear(),
  };
};
