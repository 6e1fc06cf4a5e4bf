import { z } from 'zod';
import { measureCodec } from './codec.ts';
import { countCost } from './cost.ts';
import { measureInbox } from './inbox.ts';
import { measureOnboardings } from './onboardings.ts';

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [name, ...counts] = process.argv.slice(3);
const [few = 50, many = 500] = z.array(z.coerce.number().int().min(1)).max(2).parse(counts);
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  codec: measureCodec,
  inbox: measureInbox,
  cost: countCost,
  onboardings: () => measureOnboardings({ few, many }),
};
if (name !== undefined && !(name in benches))
  throw new Error(`There are the benches ${Object.keys(benches).join(', ')}.`);
for (const [own, measure] of Object.entries(benches)) {
  if (name !== undefined && name !== own) continue;
  // Those without limits only tell.
  if ((await measure()) === false) process.exitCode = 1;
}
