import { z } from 'zod';
import { createExtSources } from '../../ext/sources.ts';
import { preflightOf } from '../../preflight/preflight.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import type { CallRouteDeps } from '../calls/routes.ts';
import { none, type Route, route } from '../http/route.ts';
import { releaseBody } from '../processes/code-release.ts';

/** Some ten calls of WeChat are made at the same time, the first with a cold token; in milliseconds. */
const limit = 30_000;

/** What of a release's start is looked at as it is. */
const wished = {
  appid: true,
  templateId: true,
  userVersion: true,
  ext: true,
  variables: true,
  categories: true,
} as const;

const finding = z.object({
  check: z.string(),
  level: z.enum(['pass', 'warn', 'fail']),
  before: z.enum(['commit', 'submit', 'release']).describe('Which step it would keep from succeeding.'),
  hint: z.string(),
  who: z.enum(['merchant', 'ops', 'provider']).exactOptional().describe('Who can mend it.'),
});

/** What a release would be checked by, without one. */
export const preflightRoute = (deps: CallRouteDeps): Route =>
  route({
    method: 'post',
    path: '/v1/code-release-preflights',
    name: 'preflight code release',
    tag: 'code release',
    summary: 'Check a release before anything is sent',
    description: 'The checks that a release makes first. Nothing is started or changed.',
    role: 'viewer',
    params: none,
    query: none,
    body: releaseBody.pick({ ...wished, gray: true, ugcDeclare: true }),
    answer: {
      status: 200,
      description: 'What was found.',
      schema: z.object({
        ready: z.boolean().describe('Whether nothing is a `fail`.'),
        findings: z.array(finding),
        ext: z.looseObject({}).describe('The ext.json as it would be sent.'),
      }),
    },
    problems: ['not-found', 'customised-account', 'no-worker', 'wechat-refused'],
    limit,
    handle: async ({ body: { gray, ugcDeclare, ...wish } }) => {
      const { temporal, wechat } = deps;
      await findAuthorizer(temporal, wish.appid);
      await refuseCustomised(temporal, wish.appid, 'a code release');
      const asked = { ...wish, ...(gray ? { gray: true } : {}), ...(ugcDeclare ? { ugc: true } : {}) };
      const { findings, ext } = await preflightOf({ wechat, temporal, sources: createExtSources(temporal) }, asked);
      return { status: 200, body: { ready: findings.every(({ level }) => level !== 'fail'), findings, ext } };
    },
  });
