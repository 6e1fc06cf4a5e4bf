import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { onStack } from '../bench/stack.ts';
import { createSay } from '../scripts/say.ts';
import { complaintsOf } from './judge.ts';
import { runQuota } from './quota-run.ts';
import { printRun } from './report.ts';
import { runRollout } from './rollout-run.ts';

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    merchants: { type: 'string' },
    kills: { type: 'string' },
    data: { type: 'string' },
  },
});
const count = z.coerce.number().int();
const show = z.enum(['kills', 'stuck', 'quota']).default('kills').parse(positionals[0]);
const seed = count.min(0).default(randomInt(1_000_000)).parse(values.seed);
const merchants = count.min(1).default(1000).parse(values.merchants);
const kills = show === 'kills' ? count.min(0).default(10).parse(values.kills) : 0;

/** Of a thousand merchants. */
const shares = { quota: {}, kills: { rejected: 20, stuck: 10, delayed: 5, leaves: 5 }, stuck: { stuck: 20 } };

const say = createSay();
const again = `npm run chaos -- ${show} --seed ${seed} --merchants ${merchants} --kills ${kills}`;
console.log(`seed ${seed}: ${again}`);
const folder = values.data && resolve(values.data);
if (folder) mkdirSync(folder, { recursive: true });
const run = { seed, merchants, kills, perMille: shares[show], say };
const where = { say, ...(folder ? { folder } : {}) };
const underKills = async () => {
  const result = await onStack((stack) => runRollout(stack, run), where);
  printRun(run, result);
  return complaintsOf(result.evidence);
};
const complaints = show === 'quota' ? await onStack((stack) => runQuota(stack, run), where) : await underKills();
for (const complaint of complaints) console.log(`✗ ${complaint}`);
console.log(
  complaints.length === 0
    ? '\n✓ Everything agrees with the simulator.'
    : `\n${complaints.length} things are not as they must be. Again: ${again}`,
);
process.exit(complaints.length === 0 ? 0 : 1);
