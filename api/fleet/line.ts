import type { FleetLineAnswer } from './answers.ts';
import type { OpenRelease } from './releases.ts';
import type { FleetRow } from './scan.ts';
import { behindBy, type Templates } from './templates.ts';

/** What a line is made of beside its account. */
export type LineContext = {
  readonly templates: Templates;
  readonly releases: ReadonlyMap<string, OpenRelease>;
  readonly publicUrl: string;
};

/** One line of the fleet. */
export const lineOf = (row: FleetRow, { templates, releases, publicUrl }: LineContext): FleetLineAnswer => {
  const { appid, merchantId, tags, authorization, userVersion, templateId, drift, line } = row;
  const behind = behindBy(templates, templateId);
  const release = releases.get(appid);
  const { at: inspectedAt, online, audit, gray, problem } = line.inspection ?? {};
  return {
    ...{ appid, tags: [...tags], authorization, userVersion, drift: [...drift] },
    ...(merchantId === undefined ? {} : { merchantId }),
    ...(templateId === undefined ? {} : { templateId }),
    ...(line.since === undefined ? {} : { since: line.since }),
    ...(behind === undefined ? {} : { behind }),
    ...(release ? { release } : {}),
    ...(online ? { online } : {}),
    ...(audit ? { audit } : {}),
    ...(gray === undefined ? {} : { gray }),
    ...(inspectedAt === undefined ? {} : { inspectedAt }),
    ...(problem === undefined ? {} : { problem }),
    url: `${publicUrl}/v1/fleet/${appid}`,
  };
};
