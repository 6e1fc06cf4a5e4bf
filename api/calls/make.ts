import type { Logger } from 'pino';
import type { Client } from '../../wechat/client.ts';
import { endpointKey } from '../../wechat/endpoint.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import type { AskedCall } from './asked-call.ts';
import type { NamedCall } from './refused.ts';

/** What calls are made with. */
export type CallDeps = { readonly wechat: Client; readonly componentAppid: string; readonly log: Logger };

/** Who makes a call and why. */
export type OnBehalf = { readonly by: string; readonly why: string | undefined };

/** Makes a call, and says in one line of the log who made it, why, and what came of it; never what was sent or answered. */
export const makeCall = async (
  { wechat, componentAppid, log }: CallDeps,
  { name, spec }: NamedCall,
  { appid, request }: AskedCall,
  { by, why }: OnBehalf,
): Promise<unknown> => {
  const line = { caller: by, why, endpoint: endpointKey(spec), appid: appid ?? componentAppid };
  const argumentsOf = {
    none: [request],
    component: [request],
    authorizer: [appid, request],
    either: [appid === undefined ? { kind: 'component' } : { kind: 'authorizer', appid }, request],
  };
  // One call of all: its arguments are those of its declaration, which the body was read by.
  const call = wechat[name] as (...args: readonly unknown[]) => Promise<unknown>;
  try {
    const answer = await call(...argumentsOf[spec.token]);
    log.info({ ...line, outcome: 'ok' }, 'called WeChat');
    return answer;
  } catch (error) {
    const { kind, errcode, rid } = error instanceof WeChatError ? error.failure : { kind: 'failed' };
    log.info({ ...line, outcome: errcode ?? kind, rid }, 'called WeChat');
    throw error;
  }
};
