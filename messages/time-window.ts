/** A time of every week, in China's time (UTC+8). */
export type TimeWindow = {
  /** On which days it opens, from 1 for Monday to 7 for Sunday; every day unless told. */
  readonly days?: readonly number[];
  /** When it opens and closes, such as `22:00` and `02:00`: past midnight where it closes no later than it opens. */
  readonly from: string;
  readonly to: string;
};

/** When a release may be submitted, and when the approved version may go online; at any time unless told. */
export type ReleaseWindows = { readonly submitWindow?: TimeWindow; readonly releaseWindow?: TimeWindow };

/** Other windows: what is absent stays, `null` takes one away. */
export type WindowsChange = { readonly submitWindow?: TimeWindow | null; readonly releaseWindow?: TimeWindow | null };

/** The windows after a change. */
export const windowsAfter = (before: ReleaseWindows, change: WindowsChange): ReleaseWindows => {
  const { submitWindow, releaseWindow } = { ...before, ...change };
  return { ...(submitWindow ? { submitWindow } : {}), ...(releaseWindow ? { releaseWindow } : {}) };
};
