import type { Client as TemporalClient } from '@temporalio/client';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { KnownTemplate, TemplateLibraryView } from '../messages/template-library.ts';
import { externalIds } from '../messages/workflow-ids.ts';

/** Which template may be removed, and why each other one stays. */
export type Removable = {
  /** The oldest that nobody uses. */
  readonly templateId?: number;
  /** How many are used by releases or are online. */
  readonly used: number;
  /** How many the provider wants kept. */
  readonly kept: number;
  /** How many may be used by somebody of whom that can't be told. */
  readonly untold: number;
};

type Listed = { readonly template_id: number; readonly create_time: number };

const { ExternalIds, Version } = searchAttributes;

/** How many open releases and accounts use a template. Visibility is up to some seconds behind. */
export const usesOf = (temporal: TemporalClient, templateId: number): Promise<number> =>
  count(temporal, `${ExternalIds.name} = '${externalIds.template(templateId)}'`);

/** Of how many it is not known what they use. */
export type UnknownUses = {
  /** Accounts whose code somebody else released. */
  readonly accounts: number;
  /** Open releases that don't say theirs, of a version of Weft that did not. */
  readonly releases: number;
};

/** Asks for them. */
export const unknownUses = async (temporal: TemporalClient): Promise<UnknownUses> => {
  const unknown = `${Version.name} IS NULL OR ${ExternalIds.name} = '${externalIds.unknownTemplate()}'`;
  return {
    accounts: await count(temporal, `WorkflowType = 'authorizer' AND (${unknown})`),
    releases: await count(temporal, `WorkflowType = 'codeRelease' AND ${ExternalIds.name} IS NULL`),
  };
};

/** Whether somebody may use a template of whom that can't be told: what was promoted here nobody else releases. */
export const isUntold = ({ accounts, releases }: UnknownUses, known: KnownTemplate | undefined): boolean =>
  releases > 0 || (accounts > 0 && known?.promotedAt === undefined);

const count = async (temporal: TemporalClient, condition: string): Promise<number> =>
  (await temporal.workflow.count(`ExecutionStatus = 'Running' AND ${condition}`)).count;

/**
 * Looks from the oldest template on for one that nobody uses. One that was not promoted here may have been released by
 * somebody else: it is free only where the code of every account is known.
 */
export const removableOf = async (
  temporal: TemporalClient,
  listed: readonly Listed[],
  { templates, defaultTemplate }: TemplateLibraryView,
): Promise<Removable> => {
  const unknown = await unknownUses(temporal);
  const reasons = { used: 0, kept: 0, untold: 0 };
  const oldestFirst = [...listed].sort(
    (one, other) => one.create_time - other.create_time || one.template_id - other.template_id,
  );
  for (const { template_id: templateId } of oldestFirst) {
    const known = templates[templateId];
    if (known?.keep || templateId === defaultTemplate) reasons.kept += 1;
    else if ((await usesOf(temporal, templateId)) > 0) reasons.used += 1;
    else if (isUntold(unknown, known)) reasons.untold += 1;
    else return { templateId, ...reasons };
  }
  return reasons;
};
