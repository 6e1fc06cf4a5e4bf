import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints, createClient } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { commonErrors } from '../../wechat/errors.ts';
import { type Stage, startStage } from '../simulator/stage.ts';

/** How one call is tried through the real client against the simulator; each brings its own account there. */
export type Trial = {
  /** Makes the call so that it succeeds; what it gives is the answer. It may expect things of it. */
  good(stage: Stage): Promise<unknown>;
  /** An errcode of the call, and the way into it. */
  readonly refused: readonly [errcode: number, call: (stage: Stage) => Promise<unknown>];
};

/** A trial for each call of a section: one that is missing does not compile. */
export type Trials<Section> = {
  readonly [K in keyof Section as Section[K] extends EndpointSpec ? K : never]: Trial;
};

/**
 * An errcode that comes as a fault of the simulator, for the codes that it has no state for: the call made by `call`
 * gets it once.
 */
export const atFault =
  (path: string, errcode: number, call: (stage: Stage) => Promise<unknown>): Trial['refused'][1] =>
  async (stage) => {
    await stage.order('/faults', { path, kind: 'errcode', errcode });
    return call(stage);
  };

/** The account of a customised merchant (定制化型), and a client that has its own token. */
export const customised = async ({ account, client, url: baseUrl, componentAppid }: Stage) => {
  const secret = 'the-own-secret-of-a-merchant';
  const { appid } = await account({ secret });
  const { access_token } = await client.getStableAccessToken({ appid, secret, force_refresh: false });
  return { appid, client: createClient({ baseUrl, componentAppid, tokens: async () => access_token }) };
};

/** Tries each call of a section: a good answer, and a refusal with a code that the call declares itself where it has any. */
export const trySurface = (section: string, trials: Readonly<Record<string, Trial>>): void => {
  const endpoints: Readonly<Record<string, EndpointSpec>> = allEndpoints;
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  describe(`${section} through the client`, () => {
    it.each(Object.entries(trials))('%s answers, and refuses with a code of its own', async (name, trial) => {
      const spec = endpoints[name];
      if (!spec) throw new Error(`${name} is not declared.`);
      const made = async () => {
        const counts = await stage.ask<{ calls: number }[]>(`/calls?path=${encodeURIComponent(endpointKey(spec))}`);
        return counts.reduce((sum, { calls }) => sum + calls, 0);
      };
      const before = await made();
      expect(await trial.good(stage)).toBeDefined();
      expect(await made()).toBeGreaterThan(before);

      const [errcode, call] = trial.refused;
      await expect(call(stage)).rejects.toMatchObject({ failure: { endpoint: endpointKey(spec), errcode } });
      expect(Object.keys(spec.errors ?? commonErrors)).toContain(String(errcode));
    });
  });
};
