import type { Client } from '@temporalio/client';
import type { Process } from '../process.ts';
import { readRun } from '../routes/read.ts';
import { describeRun } from '../routes/run.ts';
import type { PageLinks } from './link.ts';
import { type PageView, viewOf } from './view.ts';

/** What pages are made from. */
export type PageDeps = {
  readonly temporal: Client;
  readonly pages: PageLinks;
  readonly processes: readonly Process[];
};

/** What a link leads to; `gone`: it was genuine once, or its matter is no longer kept. */
export type Matter = { readonly kind: 'found'; readonly view: PageView } | { readonly kind: 'gone' | 'unknown' };

/** How long Temporal may take, in milliseconds: somebody stands there with a phone. */
const limit = 4_000;

/** Reads the matter behind a page's token. */
export const readMatter = async ({ temporal, pages, processes }: PageDeps, token: string): Promise<Matter> => {
  const opened = pages.open(token);
  if (opened.kind !== 'valid') return { kind: opened.kind === 'expired' ? 'gone' : 'unknown' };
  return temporal.withDeadline(Date.now() + limit, async () => {
    const run = await describeRun(temporal, opened.workflowId);
    const content = processes.find(({ workflow }) => workflow === run?.description.type)?.page;
    if (!run || !content) return { kind: 'gone' };
    return { kind: 'found', view: viewOf(content, await readRun(temporal, run), subjectOf(run.description.memo)) };
  });
};

/** What the start kept for the page. */
const subjectOf = (memo: Readonly<Record<string, unknown>> | undefined): PageView['subject'] => {
  const subject = memo?.subject;
  if (!Array.isArray(subject)) return [];
  return subject.flatMap((pair: unknown) =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string' ? [[pair[0], pair[1]]] : [],
  );
};
