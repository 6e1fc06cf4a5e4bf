import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createCallJson } from '../scripts/journey/call-json.ts';
import { waitFor } from '../scripts/wait-for.ts';
import type { BenchStack } from './stack.ts';

/** How calls of WeChat fare while something is measured; see the simulator's `/_sim/weather`. */
export type Weather = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly failing: number;
  readonly seed?: number;
};

/** WeChat as a provider knows it: 50 to 200 ms, and every fiftieth call fails without a reason. */
export const usualWeather: Weather = { fromMs: 50, toMs: 200, failing: 0.02 };

/** How many merchants authorize at the same time, so that none of their codes waits for long. */
const atOnce = 50;
/** How long a merchant may take until its account is known, in milliseconds. */
const patience = 1_000;

const made = z.object({ accounts: z.array(z.object({ appid: z.string() })) });

/**
 * Merchants who authorize the platform as on every day: pushed with a code, which is exchanged. Each is filed, has name,
 * avatar, signature and category and grants all sets that a release needs; template 1 is in the library. The appids,
 * once all of them can be listed as accounts. `say` is told how far it is.
 */
export const makeFleet = async (
  { api, simulator, apiKeys, temporal }: BenchStack,
  count: number,
  say: (line: string) => void = () => {},
): Promise<readonly string[]> => {
  const order = createCallJson();
  await waitFor('The component token', 60_000, () =>
    createCallJson(apiKeys.service)('GET', `${api}/v1/component/token`),
  );
  await order('POST', `${simulator}/_sim/verifying`, { allFiled: true });
  const known = async () => {
    const query = "WorkflowType = 'authorizer' AND ExecutionStatus = 'Running'";
    return (await temporal.workflow.count(query)).count;
  };
  const appids: string[] = [];
  while (appids.length < count) {
    const next = Math.min(atOnce, count - appids.length);
    const { accounts } = made.parse(await order('POST', `${simulator}/_sim/accounts`, { count: next }));
    appids.push(...accounts.map(({ appid }) => appid));
    const deadline = Date.now() + 30_000 + next * patience;
    while ((await known()) < appids.length) {
      if (Date.now() > deadline) throw new Error(`Only ${await known()} of ${appids.length} accounts are known.`);
      await sleep(200);
    }
    if (appids.length % 250 === 0 || appids.length === count) say(`${appids.length} merchants are authorized`);
  }
  return appids;
};

/** Has every call take its time and some fail; nothing of it with no weather. */
export const setWeather = async ({ simulator }: Pick<BenchStack, 'simulator'>, weather?: Weather): Promise<void> => {
  await createCallJson()('POST', `${simulator}/_sim/weather`, weather ?? {});
};
