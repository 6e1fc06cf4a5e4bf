import { z } from 'zod';
import { wireList, wireNumber } from '../../wechat/wire.ts';

// What must not compile, held by tsc: a directive without an error below it is an error itself.

const answer = z.object({ list: wireList(z.object({ id: wireNumber })) });

/** Whoever answers a list is held to its elements, and may leave it out. */
export const answered: z.input<typeof answer>[] = [
  {},
  { list: null },
  { list: [{ id: '1' }] },
  // @ts-expect-error an id is a number
  { list: [{ id: true }] },
];

/** Whoever reads it always has a list. */
export const read = (heard: z.output<typeof answer>): number[] => heard.list.map(({ id }) => id);
