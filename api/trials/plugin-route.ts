import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { none, type Route, route } from '../http/route.ts';
import { trialRegistration } from '../processes/trial-registration.ts';
import type { ProcessDeps } from '../routes/deps.ts';
import { readRun } from '../routes/read.ts';
import { findRun } from '../routes/run.ts';

/** WeChat's plugin, which a mini program of the provider's own uses. */
const plugin = { appid: 'wxb8b928431b8c56d8', alias: 'miniprogram-thirdparty-plugin' } as const;

const answer = z.object({
  plugin: z.object({ appid: z.string(), alias: z.string() }).describe("WeChat's plugin (小程序服务商组件)."),
  componentAppid: z.string().describe('`platformAppID` of `openTrial`.'),
  createToken: z.string().exactOptional().describe('`token` of `authorize`, while the user has to confirm.'),
  until: z.iso.datetime().exactOptional().describe('Until when `authorize` works.'),
  appid: z.string().exactOptional().describe('`appid` of `openTrial`, once the trial is made.'),
});

const made = z.object({ kind: z.literal('registered'), appid: z.string() });

/** What the provider's own mini program opens the service provider's plugin with, for one trial. */
export const trialPluginRoute = (deps: Pick<ProcessDeps, 'temporal'> & { readonly componentAppid: string }): Route =>
  route({
    method: 'get',
    path: `/v1${trialRegistration.path}/{id}/plugin`,
    name: 'get trial plugin',
    tag: trialRegistration.title,
    summary: 'What the plugin takes (小程序服务商组件 authorize, openTrial)',
    description:
      'First `authorize({ token: createToken })` for the user to confirm, then, once the trial is made, `openTrial({ appid, platformAppID: componentAppid })`. The plugin has no way back to us: the trial arrives by push.',
    // Whoever has the token may confirm the trial; the backend of a mini program asks for it.
    role: 'service',
    params: z.object({ id: z.string().min(1).max(1000).describe('The workflow id, as the start answered it.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'What the plugin takes now.', schema: answer },
    problems: ['not-found', 'not-now', 'process-closed'],
    handle: async ({ params: { id } }) => {
      const run = await findRun(deps.temporal, trialRegistration, id);
      const { links, outcome, waitingFor } = await readRun(deps.temporal, run);
      const common = { plugin, componentAppid: deps.componentAppid };
      const trial = made.safeParse(outcome);
      if (trial.success) return { status: 200, body: { ...common, appid: trial.data.appid } };
      if (outcome) throw new Problem('process-closed', 'The registration ended without a trial; start it again.');
      const createToken = tokenOf(links.find(({ rel }) => rel === 'authorize-url')?.href);
      if (!createToken) throw new Problem('not-now', 'There is no token yet; ask again in some seconds.');
      return {
        status: 200,
        body: { ...common, createToken, ...(waitingFor?.until ? { until: waitingFor.until } : {}) },
      };
    },
  });

const tokenOf = (link: string | undefined): string | undefined => {
  if (link === undefined || !URL.canParse(link)) return undefined;
  return new URL(link).searchParams.get('create_token') ?? undefined;
};
