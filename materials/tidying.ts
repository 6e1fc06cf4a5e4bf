import type { HolderGoesOn, MaterialStore } from './store.ts';

const hour = 3_600_000;
/** How long a material may lie without a process that holds it, in milliseconds. */
const unheld = 30 * 24 * hour;

/**
 * Deletes what nobody needs, now and every few hours: what no process has ever held, and what one still holds that was
 * terminated. Call what it returns to stop.
 */
export const keepTidy = (
  materials: Pick<MaterialStore, 'tidy'>,
  goesOn: HolderGoesOn,
  failed: (error: unknown) => void,
): (() => void) => {
  const tidy = () => void materials.tidy(unheld, goesOn).catch(failed);
  tidy();
  const timer = setInterval(tidy, 6 * hour).unref();
  return () => clearInterval(timer);
};
