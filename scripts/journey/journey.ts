import { waitFor } from '../wait-for.ts';
import { createPlayer, type JourneyOptions } from './player.ts';
import { playRegistration } from './registration.ts';
import { playRelease } from './release.ts';

/** What the journey made. */
export type Journey = { readonly appid: string; readonly userVersion: string };

/**
 * Plays the main journey through the public API: a merchant's mini program from nothing to online, where the people of
 * the simulated WeChat do their part. Throws a sentence that says what did not come about.
 */
export const playJourney = async (options: JourneyOptions): Promise<Journey> => {
  const player = createPlayer(options);
  await waitFor('The component token', 60_000, () => player.call('service', 'GET', '/v1/component/token'));
  player.say('WeChat pushed its ticket; the component token is fetched');
  const appid = await playRegistration(player);
  return { appid, userVersion: await playRelease(player, appid) };
};
