import { z } from 'zod';
import type { Config } from '../config/config.ts';

/** What is checked, and by whom. */
export type PublishCheckOptions = {
  /** Its token and key are those that WeChat's console would know. */
  readonly config: Pick<Config, 'callback'>;
  /** The simulated WeChat, whose API the gateway's deployment calls. */
  readonly simulator: string;
  readonly gateway: string;
};

const checked = z.object({
  cases: z.array(
    z.object({
      case: z.string(),
      account: z.object({ group: z.number(), kind: z.string(), appid: z.string() }).optional(),
      passed: z.boolean(),
      reason: z.string().optional(),
    }),
  ),
});

/** All cases at once and each within its own limits: longer than this is a defect. In milliseconds. */
const limit = 180_000;

/** Has the robot play all cases and reports each on a line; throws where one does not pass. */
export const playPublishCheck = async ({ config, simulator, gateway }: PublishCheckOptions): Promise<void> => {
  const { token, aesKey } = config.callback;
  console.log(`publish check (全网发布接入检测) of ${gateway}, by the simulated WeChat at ${simulator}`);
  const response = await fetch(`${simulator}/_sim/publish-check`, {
    method: 'POST',
    body: JSON.stringify({ gatewayUrl: gateway, token, aesKey }),
    signal: AbortSignal.timeout(limit),
  });
  if (!response.ok) throw new Error(`The simulated WeChat at ${simulator} answered ${response.status}.`);
  const { cases } = checked.parse(await response.json());
  for (const { case: name, account, passed, reason } of cases) {
    const about = account ? `group ${account.group}  ${account.kind.padEnd(15)}  ${account.appid}` : 'platform';
    console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(6)}  ${about}${reason ? `: ${reason}` : ''}`);
  }
  const failed = cases.filter(({ passed }) => !passed).length;
  if (failed > 0) throw new Error(`${failed} of ${cases.length} cases did not pass.`);
  console.log(`\nAll ${cases.length} cases passed.`);
};
