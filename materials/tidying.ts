import type { MaterialStore } from './store.ts';

const hour = 3_600_000;
/** How long a material may lie without a process that holds it, in milliseconds. */
const unheld = 30 * 24 * hour;

/** Deletes what nobody has needed, now and every few hours; call what it returns to stop. */
export const keepTidy = (materials: Pick<MaterialStore, 'tidy'>, failed: (error: unknown) => void): (() => void) => {
  const tidy = () => void materials.tidy(unheld).catch(failed);
  tidy();
  const timer = setInterval(tidy, 6 * hour).unref();
  return () => clearInterval(timer);
};
