import type { RolloutWaveInput, WaveMerchant } from '../../messages/rollout-wave.ts';
import { preflightOf } from '../code-release/preflight.ts';
import { reads } from '../facts.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import type { Outcome } from './state.ts';

/** Checks a merchant's release and sends nothing: `fit` with its warnings, or `unfit` and why. */
export const rehearse = async (wave: RolloutWaveInput, { appid }: WaveMerchant): Promise<Outcome> => {
  try {
    const asked = preflightOf({ ...wave.release, appid });
    const { findings, extHash } = await reads(`Check ${appid} before anything is sent`).checkRelease(asked);
    const hintsOf = (level: string) => findings.filter((one) => one.level === level).map(({ hint }) => hint);
    const [fails, warnings] = [hintsOf('fail'), hintsOf('warn')];
    const seen = { warnings, ...(extHash ? { extHash } : {}) };
    return fails.length > 0 ? { kind: 'unfit', reason: fails.join(' '), ...seen } : { kind: 'fit', ...seen };
  } catch (error) {
    return { kind: 'unfit', reason: wordsOf(weChatFailureOf(error)) };
  }
};
