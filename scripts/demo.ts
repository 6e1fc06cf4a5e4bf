import { withEverything } from './everything.ts';

await withEverything(async ({ playJourney, interrupted }) => {
  const stopped = interrupted.then((): never => {
    throw new Error('Stopped before the end.');
  });
  const { appid, userVersion } = await Promise.race([playJourney(), stopped]);
  console.log(`\nThe demo is through: ${appid} went from nothing to online with version ${userVersion}.`);
});
