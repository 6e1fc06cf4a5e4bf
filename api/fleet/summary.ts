import { type DriftKind, driftKinds } from '../../messages/inspection.ts';
import type { FleetRow } from './scan.ts';
import { behindBy, type Templates } from './templates.ts';

/** Which accounts are meant; all that are given must fit. */
export type FleetFilter = {
  readonly tags?: readonly string[];
  readonly merchantId?: string;
  readonly version?: string;
  readonly template?: number;
  /** Those of which anything, or just this, differs from what is declared; `none`: nothing. */
  readonly drifted?: DriftKind | 'any' | 'none';
  readonly behind?: boolean;
};

/** Whether an account is meant. */
export const isMeant = (row: FleetRow, templates: Templates, filter: FleetFilter): boolean =>
  (filter.tags ?? []).every((tag) => row.tags.includes(tag)) &&
  (filter.merchantId === undefined || row.merchantId === filter.merchantId) &&
  (filter.version === undefined || row.userVersion === filter.version) &&
  (filter.template === undefined || row.templateId === filter.template) &&
  (filter.drifted === undefined || driftsAs(row, filter.drifted)) &&
  (filter.behind === undefined || isBehind(row, templates) === filter.behind);

const driftsAs = ({ drift }: FleetRow, asked: DriftKind | 'any' | 'none'): boolean => {
  if (asked === 'any') return drift.length > 0;
  return asked === 'none' ? drift.length === 0 : drift.includes(asked);
};

const isBehind = ({ templateId }: FleetRow, templates: Templates): boolean =>
  (behindBy(templates, templateId) ?? 0) > 0;

/** Counts of accounts, the most frequent version first. */
export const summaryOf = (rows: readonly FleetRow[], templates: Templates) => {
  const versions = new Map<string, { userVersion: string; templateId?: number; accounts: number; behind?: number }>();
  for (const { userVersion, templateId } of rows) {
    const key = JSON.stringify([userVersion, templateId]);
    const behind = behindBy(templates, templateId);
    const known = versions.get(key) ?? {
      ...{ userVersion, accounts: 0 },
      ...(templateId === undefined ? {} : { templateId }),
      ...(behind === undefined ? {} : { behind }),
    };
    versions.set(key, { ...known, accounts: known.accounts + 1 });
  }
  const count = (fits: (row: FleetRow) => boolean) => rows.filter(fits).length;
  const drift = driftKinds.map((kind) => [kind, count((row) => row.drift.includes(kind))] as const);
  return {
    accounts: rows.length,
    versions: [...versions.values()].sort((one, other) => other.accounts - one.accounts),
    behind: count((row) => isBehind(row, templates)),
    drifted: count((row) => row.drift.length > 0),
    drift: Object.fromEntries(drift.filter(([, accounts]) => accounts > 0)),
    underAudit: count(({ line }) => [`under-audit`, 'delayed'].includes(line.inspection?.audit?.state ?? '')),
    approved: count(({ line }) => line.inspection?.audit?.state === 'approved'),
    staged: count(({ line }) => line.inspection?.gray !== undefined),
    notInspected: count(({ line }) => line.inspection === undefined),
  };
};
