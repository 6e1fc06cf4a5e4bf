import { z } from 'zod';
import { is, searchAttributes } from '../../messages/search-attributes.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { appid } from '../processes/fields.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { listWorkflows, type paging } from '../routes/list.ts';
import { tag } from './fields.ts';

/** How many accounts one page of a request is about. */
export const mostTargets = 200;

/** Which accounts a request is about: these, or those with all of these tags; all where neither is told. */
export const targets = {
  appids: z.array(appid).min(1).max(mostTargets).exactOptional().describe('These accounts.'),
  tags: z.array(tag).min(1).max(10).exactOptional().describe('Those that have all of these tags.'),
};
type Targets = z.output<z.ZodObject<typeof targets>>;

/** At most one way to choose accounts. */
export const oneWay = ({ appids, tags }: Targets): boolean => appids === undefined || tags === undefined;

/** The conditions of visibility for accounts that have all these tags. */
export const accountsWith = (tags: readonly string[]): readonly string[] => [
  is('WorkflowType', 'authorizer'),
  is('ExecutionStatus', 'Running'),
  ...tags.map((tag) => is(searchAttributes.Tags.name, tag)),
];

/** The appid in the id of an account's entity. */
export const appidOf = (id: string): string => id.slice(workflowIds.authorizer('').length);

/** The accounts that are meant, a page at a time where visibility has to find them. */
export const targetsOf = async (
  deps: Pick<ProcessDeps, 'temporal' | 'ids'>,
  { appids, tags = [] }: Targets,
  page: z.output<typeof paging>,
): Promise<{ readonly appids: readonly string[]; readonly next?: string }> => {
  if (appids) return { appids: [...new Set(appids)] };
  const { workflows, next } = await listWorkflows(deps, accountsWith(tags), page);
  return { appids: workflows.map(({ id }) => appidOf(id)), ...(next ? { next } : {}) };
};
