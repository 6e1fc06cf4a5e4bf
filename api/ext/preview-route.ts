import { z } from 'zod';
import { renderExt } from '../../ext/render.ts';
import { createExtSources } from '../../ext/sources.ts';
import type { RenderedExt } from '../../messages/ext-json.ts';
import { extLayers } from '../../wechat/ext-json/types.ts';
import { none, type Route, route } from '../http/route.ts';
import { problemSchema } from '../openapi/problem-schema.ts';
import { appid } from '../processes/fields.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { forEachAccount } from './each-account.ts';
import { extLayer, variables } from './fields.ts';
import { mostTargets, oneWay, targets, targetsOf } from './targets.ts';

/** Many entities are asked; in milliseconds. */
const limit = 60_000;

const online = z.object({
  userVersion: z.string(),
  templateId: z.int().exactOptional(),
  at: z.iso.datetime(),
  hash: z.string().exactOptional(),
});

const difference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing-online') }),
  z.object({ kind: z.literal('unknown'), online }),
  z.object({ kind: z.literal('same'), online }),
  z.object({
    kind: z.literal('different'),
    online,
    changes: z
      .array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() }))
      .exactOptional()
      .describe('Value by value; absent where only the hash of what is online is known.'),
    more: z.int().exactOptional().describe('How many changes there are beyond those.'),
  }),
]);

const problem = z.object({
  path: z.string().describe('Such as `tabBar.list.0.pagePath`; empty where it is about the whole.'),
  level: z.enum(['fail', 'warn']).describe('`fail`: WeChat refuses it, or it can not be made.'),
  errcode: z.int().exactOptional().describe('With what WeChat refuses it.'),
  problem: z.string(),
  advice: z.string(),
  layer: z.enum(extLayers).exactOptional().describe('Where the value is from.'),
});

const rendered = z.object({
  kind: z.literal('rendered'),
  appid,
  ext: z.looseObject({}).describe('As it is sent to WeChat.'),
  hash: z.string(),
  ready: z.boolean().describe('Whether nothing is a `fail`.'),
  problems: z.array(problem),
  difference: difference.describe('What it changes of the version online.'),
});
const failed = z.object({ kind: z.literal('failed'), appid, problem: problemSchema });

/** What the ext.json of releases would be, before anything is sent. */
export const previewRoute = (deps: Pick<ProcessDeps, 'temporal' | 'ids'>): Route =>
  route({
    method: 'post',
    path: '/v1/ext-previews',
    name: 'preview ext',
    tag: 'fleet',
    summary: 'The ext.json of releases as it would be sent, for one account or for many',
    description:
      'Made of the layers and variables that are declared, checked as WeChat does, and compared with what is online. Nothing is sent. Accounts are named or chosen by tags; without either it is about all, a page at a time. Permissions of accounts are not asked for; the preflight of a release does that.',
    role: 'viewer',
    params: none,
    query: none,
    body: z
      .strictObject({
        ...targets,
        templateId: z.int().min(0).exactOptional().describe('Whose layer and pages count.'),
        ext: extLayer.exactOptional(),
        variables: variables.exactOptional(),
        limit: z.int().min(1).max(mostTargets).default(50).describe('How many accounts a page has.'),
        cursor: z.string().max(4000).exactOptional().describe('The `next` of the page before.'),
      })
      .refine(oneWay, { error: 'either appids or tags', path: ['tags'] }),
    answer: {
      status: 200,
      description: 'One line for each account.',
      schema: z.object({
        items: z.array(z.discriminatedUnion('kind', [rendered, failed])),
        counts: z
          .object({ ready: z.int(), notReady: z.int(), failed: z.int(), same: z.int(), different: z.int() })
          .describe('Of this page.'),
        next: z.string().exactOptional().describe('The `cursor` of the next page.'),
      }),
    },
    problems: ['no-worker'],
    limit,
    handle: async ({ body: { limit, cursor, appids, tags, ...wish } }) => {
      const chosen = { ...(appids ? { appids } : {}), ...(tags ? { tags } : {}) };
      const page = await targetsOf(deps, chosen, { limit, ...(cursor === undefined ? {} : { cursor }) });
      const render = renderExt(createExtSources(deps.temporal));
      const accounts = page.appids.map((appid) => ({ appid, ...wish }));
      const items = await forEachAccount(accounts, 'failed', async (account) =>
        lineOf(account.appid, await render(account)),
      );
      const { next } = page;
      return { status: 200, body: { items, counts: countsOf(items), ...(next ? { next } : {}) } };
    },
  });

const lineOf = (appid: string, rendered: RenderedExt) => ({
  kind: 'rendered' as const,
  appid,
  ...rendered,
  ready: rendered.problems.every(({ level }) => level !== 'fail'),
});

type Line = ReturnType<typeof lineOf> | { readonly kind: 'failed' };

const countsOf = (items: readonly Line[]) => {
  const shown = items.flatMap((item) => (item.kind === 'rendered' ? [item] : []));
  const differing = (kind: string) => shown.filter(({ difference }) => difference.kind === kind).length;
  const ready = shown.filter((item) => item.ready).length;
  return {
    ready,
    notReady: shown.length - ready,
    failed: items.length - shown.length,
    same: differing('same'),
    different: differing('different'),
  };
};
