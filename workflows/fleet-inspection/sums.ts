import type {
  DriftCounts,
  InspectedAccount,
  InspectionCarried,
  InspectionSums,
} from '../../messages/fleet-inspection.ts';

/** How many failures are named. */
const failuresNamed = 20;

/** Before anybody was looked at. */
export const noSums: InspectionSums = {
  ...{ inspected: 0, skipped: 0, failed: 0, drifted: 0, newlyDrifted: 0, drift: {} },
  failures: [],
};

/** Counts a page; whoever may be looked at later is counted then, but the last time. */
export const counted = (
  carried: InspectionCarried,
  page: readonly InspectedAccount[],
  isLast: boolean,
): InspectionCarried => {
  const later = isLast ? [] : page.filter(({ kind }) => kind === 'passing');
  const sums = page.filter((one) => !later.includes(one)).reduce(added, carried.sums);
  const looked = new Set(page.map(({ appid }) => appid));
  return {
    ...carried,
    left: carried.left.filter((appid) => !looked.has(appid)),
    again: [...carried.again, ...later.map(({ appid }) => appid)],
    sums,
  };
};

const added = (
  sums: InspectionSums,
  { appid, kind, drift = [], isNew, why = '' }: InspectedAccount,
): InspectionSums => {
  const has = drift.length > 0 ? 1 : 0;
  const drifts = drift.map((one) => [one, (sums.drift[one] ?? 0) + 1] as const);
  const counts: DriftCounts = { ...sums.drift, ...Object.fromEntries(drifts) };
  const isFailed = kind === 'failed' || kind === 'passing';
  return {
    inspected: sums.inspected + (kind === 'inspected' ? 1 : 0),
    skipped: sums.skipped + (kind === 'skipped' ? 1 : 0),
    failed: sums.failed + (isFailed ? 1 : 0),
    drifted: sums.drifted + has,
    newlyDrifted: sums.newlyDrifted + (isNew ? 1 : 0),
    drift: counts,
    failures: isFailed ? [...sums.failures, { appid, why }].slice(0, failuresNamed) : sums.failures,
  };
};

/** What was found so far, in words. */
export const sumWords = ({ total, left, again, sums }: InspectionCarried): string => {
  const { inspected, skipped, failed, drifted, newlyDrifted, drift } = sums;
  const kinds = Object.entries(drift).map(([kind, count]) => `${count} ${kind}`);
  return [
    `${total - left.length} of ${total} accounts: ${inspected} looked at, ${skipped} skipped, ${failed} failed`,
    ...(again.length > 0 ? [`${again.length} to be looked at again`] : []),
    `${drifted} drift${kinds.length > 0 ? ` (${kinds.join(', ')}), ${newlyDrifted} newly` : ''}`,
  ].join('; ');
};
