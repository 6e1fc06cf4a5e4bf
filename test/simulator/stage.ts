import { createServer } from 'node:http';
import { expect } from 'vitest';
import { createSimulator, type SimulatorOptions } from '../../simulator/app.ts';
import { createClient } from '../../wechat/client.ts';
import type { TokenOwner } from '../../wechat/endpoint.ts';
import { listen } from '../listen.ts';
import { startReceiver } from './receiver.ts';

const platform = {
  componentAppid: 'wx00000000000000c0',
  componentSecret: 'a-secret-of-the-platform-for-tests',
  callbackToken: 'stageToken',
  callbackAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

/** How often tickets are pushed, in milliseconds. */
const ticketInterval = 10 * 60_000;

/** An account that authorized the platform. */
export type StageAccount = { readonly appid: string; readonly userName: string };
/** Any JSON answer. */
export type Json = { readonly [name: string]: unknown };

/** A simulator, a receiver of its pushes, and the real client before it, all on loopback. */
export const startStage = async (options: Partial<SimulatorOptions> = {}) => {
  const { callbackToken: token, callbackAesKey: aesKey, componentAppid, componentSecret } = platform;
  const receiver = await startReceiver({ token, aesKey, componentAppid });
  const simulator = createSimulator({ ...platform, gatewayUrl: receiver.url, detection: 0, ...options });
  const server = createServer(simulator.app);
  const url = `http://127.0.0.1:${await listen(server)}`;
  simulator.start();

  const held = new Map<string, string>();
  const refreshTokens = new Map<string, string>();
  const fetchToken = async (owner: TokenOwner): Promise<string> => {
    if (owner.kind === 'component') {
      await receiver.push('component_verify_ticket');
      const answer = await client.getComponentAccessToken({
        component_appsecret: componentSecret,
        component_verify_ticket: String(
          receiver.named('component_verify_ticket').at(-1)?.payload.ComponentVerifyTicket,
        ),
      });
      return answer.component_access_token;
    }
    const { appid } = owner;
    const authorizer_refresh_token = refreshTokens.get(appid);
    if (authorizer_refresh_token) {
      const answer = await client.getAuthorizerAccessToken({ authorizer_appid: appid, authorizer_refresh_token });
      return answer.authorizer_access_token;
    }
    const { authorization_info: info } = await client.getAuthorizerRefreshToken({
      authorization_code: await codeOf(appid),
    });
    refreshTokens.set(appid, info.authorizer_refresh_token ?? '');
    return info.authorizer_access_token ?? '';
  };
  const tokens = async (owner: TokenOwner, stale?: string): Promise<string> => {
    const key = owner.kind === 'component' ? 'component' : owner.appid;
    const known = held.get(key);
    if (known && known !== stale) return known;
    const fresh = await fetchToken(owner);
    held.set(key, fresh);
    return fresh;
  };
  const client = createClient({ baseUrl: url, componentAppid, tokens });

  /** The authorization code that was pushed for an account. */
  const codeOf = async (appid: string): Promise<string> => {
    const { payload } = await receiver.push('authorized', ({ AuthorizerAppid }) => AuthorizerAppid === appid);
    return String(payload.AuthorizationCode);
  };
  const ask = async <T = Json>(path: string): Promise<T> => (await fetch(`${url}/_sim${path}`)).json() as Promise<T>;
  const order = async <T = Json>(path: string, body: object = {}): Promise<T> => {
    const response = await fetch(`${url}/_sim${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json() as Promise<T>;
  };

  return {
    ...platform,
    url,
    client,
    tokens,
    receiver,
    codeOf,
    /** Asks the control API. */
    ask,
    /** Orders something of the control API; throws where it refuses. */
    order,
    /** Sets what somebody does from now on, at once: with all accounts, or with one. */
    person: (person: string, does: string, appid?: string) => order('/people', { person, does, appid }),
    /** Moves the clock on; resolves when the ticket that has become due is there. */
    advance: async (ms: number) => {
      const tickets = receiver.named('component_verify_ticket').length;
      await order('/clock', { advanceMs: ms });
      if (ms < ticketInterval) return;
      await expect.poll(() => receiver.named('component_verify_ticket').length).toBeGreaterThan(tickets);
    },
    /** An authorized account; `known` is what the control API takes. */
    account: async (known: object = {}): Promise<StageAccount> => {
      const { accounts } = await order<{ accounts: StageAccount[] }>('/accounts', known);
      const [account] = accounts;
      if (!account) throw new Error('No account was made.');
      return account;
    },
    /** A call past the client, with nothing added but what is given. */
    call: async (path: string, init: RequestInit = { method: 'POST', body: '{}' }) => {
      const response = await fetch(url + path, init);
      return { status: response.status, answer: (await response.json()) as { errcode?: number; errmsg?: string } };
    },
    stop: async () => {
      await simulator.stop();
      server.closeAllConnections();
      server.close();
      receiver.close();
    },
  };
};

export type Stage = Awaited<ReturnType<typeof startStage>>;

/** Matches the error of a call that WeChat refused with this code. */
export const refusedWith = (errcode: number) => ({ failure: { errcode } });
