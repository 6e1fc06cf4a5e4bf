import { z } from 'zod';

/** Text of at most so many parts, joined by a separator. */
export const joined = (most: number, separator: string) =>
  z
    .string()
    .min(1)
    .refine((text) => text.split(separator).length <= most, `at most ${most} parts joined by "${separator}"`);
