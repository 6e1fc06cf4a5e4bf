import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { measureCallbacks } from './callbacks.ts';
import { measureCodec } from './codec.ts';
import { countCost } from './cost.ts';
import { measureInbox } from './inbox.ts';
import { machineFacts } from './machine.ts';
import { measureOnboardings } from './onboardings.ts';
import { openReport, type Report, writeSection } from './report.ts';
import { measureRollouts } from './rollouts.ts';

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A bench: its heading, how long it may take in minutes, and itself, with the numbers of the command line; `false` where a limit of its own is broken. */
type Bench = {
  readonly title: string;
  readonly minutes: number;
  readonly measure: (report: Report, numbers: readonly number[]) => Promise<unknown>;
};

const benches: Readonly<Record<string, Bench>> = {
  rollouts: {
    title: 'Rollouts',
    minutes: 120,
    measure: (report, [most = 300]) => measureRollouts(report, { most, windows: [32, 8, 128] }),
  },
  callbacks: {
    title: 'Callbacks to applied signals',
    minutes: 10,
    measure: (report, [seconds = 10, burst = 5_000]) =>
      measureCallbacks(report, { rates: [50, 100, 200, 400], seconds, burst }),
  },
  cost: { title: 'What the main journey costs', minutes: 5, measure: countCost },
  onboardings: {
    title: 'Onboardings that wait',
    minutes: 20,
    measure: (report, [few = 50, many = 500]) => measureOnboardings(report, { few, many }),
  },
  inbox: { title: "The gateway's inbox", minutes: 3, measure: measureInbox },
  codec: { title: 'The payload codec', minutes: 3, measure: measureCodec },
};

const [name, ...given] = process.argv.slice(3);
const numbers = z.array(z.coerce.number().int().min(1)).parse(given);
if (name !== undefined && !(name in benches))
  throw new Error(`There are the benches ${Object.keys(benches).join(', ')}.`);

const facts = await machineFacts();
for (const [own, { title, minutes, measure }] of Object.entries(benches)) {
  if (name !== undefined && name !== own) continue;
  const report = openReport();
  const command = ['npm run bench', own, ...(name === undefined ? [] : given)].join(' ');
  console.log(`\n## ${title} (\`${command}\`)\n`);
  try {
    const overdue = sleep(minutes * 60_000, undefined, { ref: false }).then(() => {
      console.error(`${own} did not end within ${minutes} minutes.`);
      // What it started would disturb the others.
      process.exit(1);
    });
    // Those without limits only tell.
    if ((await Promise.race([measure(report, numbers), overdue])) === false) process.exitCode = 1;
    writeSection(Object.keys(benches), own, `## ${title}\n\n\`${command}\`: ${facts}.\n\n${report.markdown()}`);
  } catch (error) {
    // The others are measured all the same.
    console.error(`${own}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
process.exit();
