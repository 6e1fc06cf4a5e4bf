import type { MaterialLimits } from './store.ts';

const megabyte = 1024 * 1024;

/**
 * What materials are for, and what WeChat takes there. For a filing WeChat's page names no limits: these are what it takes of
 * pictures and videos elsewhere (unconfirmed).
 */
export const purposes = {
  setup: { png: 2 * megabyte, jpg: 2 * megabyte, gif: 2 * megabyte, bmp: 2 * megabyte },
  audit: { png: 2 * megabyte, jpg: 2 * megabyte, gif: 2 * megabyte, mp4: 10 * megabyte },
  verification: { png: 2 * megabyte, jpg: 2 * megabyte, gif: 2 * megabyte },
  filing: {
    png: 10 * megabyte,
    jpg: 10 * megabyte,
    gif: 10 * megabyte,
    bmp: 10 * megabyte,
    mp4: 10 * megabyte,
  },
} as const satisfies Readonly<Record<string, MaterialLimits>>;

/** What a material is for. */
export type Purpose = keyof typeof purposes;

/** What is taken for a purpose, in words. */
export const takenFor = (purpose: Purpose): string =>
  Object.entries<number>(purposes[purpose])
    .map(([type, bytes]) => `${type} of up to ${bytes / megabyte} MB`)
    .join(', ');
