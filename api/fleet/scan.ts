import type { Client } from '@temporalio/client';
import { type DriftKind, driftKinds, type FleetLine } from '../../messages/inspection.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds } from '../../messages/workflow-ids.ts';

/** An account as visibility knows it, which is up to some seconds behind. */
export type FleetRow = {
  readonly appid: string;
  readonly merchantId?: string;
  readonly tags: readonly string[];
  readonly authorization: string;
  /** `unknown` where nobody here released, `none` where nothing is online. */
  readonly userVersion: string;
  /** Absent where the code is of no template, or of one that nobody here knows. */
  readonly templateId?: number;
  readonly drift: readonly DriftKind[];
  readonly line: FleetLine;
};

const { AppId, ExternalIds, MerchantId, Stage, Tags, Version } = searchAttributes;
const accounts = "WorkflowType = 'authorizer' AND ExecutionStatus = 'Running'";

/** All accounts by appid, a thousand a call and none asked itself. */
export const scanFleet = async (temporal: Client): Promise<readonly FleetRow[]> => {
  const rows: FleetRow[] = [];
  for await (const { typedSearchAttributes: attributes, memo } of temporal.workflow.list({
    query: accounts,
    pageSize: 1_000,
  })) {
    const appid = attributes.get(AppId);
    if (!appid) continue;
    const merchantId = attributes.get(MerchantId);
    const pointers = attributes.get(ExternalIds) ?? [];
    const templateId = templateIn(pointers);
    rows.push({
      appid,
      ...(merchantId ? { merchantId } : {}),
      tags: attributes.get(Tags) ?? [],
      authorization: attributes.get(Stage) ?? 'none',
      userVersion: attributes.get(Version) ?? 'unknown',
      ...(templateId === undefined ? {} : { templateId }),
      drift: driftKinds.filter((kind) => pointers.includes(externalIds.drift(kind))),
      line: lineIn(memo),
    });
  }
  return rows.sort((one, other) => (one.appid < other.appid ? -1 : 1));
};

const templateIn = (pointers: readonly string[]): number | undefined => {
  const found = pointers.find((pointer) => /^template:\d+$/.test(pointer));
  return found === undefined ? undefined : Number(found.slice('template:'.length));
};

/** Only the account's entity writes this memo. */
const lineIn = (memo: Record<string, unknown> | undefined): FleetLine => (memo?.fleet ?? {}) as FleetLine;
