import type { Stage } from './stage.ts';

const length = { day: 86_400_000, minute: 60_000 } as const;
/** China's days begin so much before those of UTC, in milliseconds. */
const ahead = 8 * 3_600_000;

/** Moves the simulator's clock to where the next minute, or the next day in China, begins. */
export const toNext = async ({ ask, advance }: Stage, period: keyof typeof length): Promise<void> => {
  const { now } = await ask<{ now: string }>('/state');
  await advance(length[period] - ((Date.parse(now) + ahead) % length[period]));
};
