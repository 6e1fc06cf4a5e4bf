import { withEverything } from './everything.ts';

await withEverything(async ({ config, playJourney, interrupted }) => {
  const stopped = interrupted.then(() => 'stopped' as const);
  if (config.demo) {
    // A journey that fails is told, and everything stays up to be looked at.
    const journey = playJourney().catch((error: Error) => console.error(`\nThe journey failed: ${error.message}`));
    if ((await Promise.race([journey, stopped])) === 'stopped') return;
  }
  console.log('\nEverything stays up until Ctrl-C.');
  await interrupted;
});
