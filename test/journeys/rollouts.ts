import { z } from 'zod';
import { waitFor } from '../../scripts/wait-for.ts';
import { processesOf, type Shown, type Started } from './following.ts';
import type { JourneyStack } from './stack.ts';

const made = z.object({ accounts: z.array(z.object({ appid: z.string() })) });
const outcome = z.looseObject({ kind: z.string(), counts: z.record(z.string(), z.number()) });

/** Whether a step's note says this. */
export const noted = (text: string) => (shown: Shown) => shown.steps.some(({ note }) => note?.includes(text));

/** What tests do with rollouts on a stack whose auditor lets everything pass, soon. */
export const rolloutsOn = async (stack: JourneyStack) => {
  const processes = processesOf(stack);
  let rollouts = 0;
  await stack.simulate('quota', { submissions: 1_000 });
  await processes.people('auditor', 'pass', 100);

  const accounts = async (count: number): Promise<string[]> => {
    const { accounts } = made.parse(await stack.simulate('accounts', { count }));
    const appids = accounts.map(({ appid }) => appid);
    for (const appid of appids) {
      await waitFor(`The entity of ${appid}`, 30_000, async () => {
        const { status } = await stack.api('viewer', 'GET', `/v1/authorizers/${appid}`);
        if (status !== 200) throw new Error(`It is answered ${status}.`);
      });
    }
    return appids;
  };
  const start = (
    appids: readonly string[],
    more: { release?: object; timings?: object; [setting: string]: unknown } = {},
  ) => {
    const { release, timings, ...rest } = more;
    rollouts += 1;
    return processes.start('/v1/fleet-rollouts', {
      rolloutId: `rollout-${rollouts}`,
      target: { kind: 'appids', appids },
      waves: [{ merchants: 2 }, { rest: true }],
      release: {
        templateId: 1,
        userVersion: '1.0.0',
        userDesc: '首次上线',
        timings: { detectionPoll: 300, auditPoll: 700, auditWindow: 60_000, lookUpAfter: 500 },
        ...release,
      },
      timings: { look: 300, idleLook: 500, slot: 30_000, report: 200, watch: 1, decide: 60_000, ...timings },
      ...rest,
    });
  };
  const ended = async (rollout: Started) => outcome.parse(await processes.outcome(rollout));
  /** The merchants of a rollout that has ended: from the results of its waves, which end with it. */
  const merchants = async (rollout: Started) => {
    const page = z.object({ items: z.array(z.object({ appid: z.string(), wave: z.number(), state: z.string() })) });
    return page.parse((await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/merchants`)).body).items;
  };
  const newTemplate = async () => {
    const { draftId } = z.object({ draftId: z.int() }).parse(await stack.simulate('drafts', {}));
    const promotion = await processes.start('/v1/template-promotions', { draftId, timings: { listPoll: 300 } });
    return z.object({ templateId: z.int() }).parse(await processes.outcome(promotion)).templateId;
  };
  /** What was changed of an account, beside that it was authorized. */
  const sent = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => !path.startsWith('/cgi-bin/component/'));
  const submissions = async (appid: string) =>
    (await stack.effects(appid)).filter((path) => path === '/wxa/submit_audit').length;
  const groupKey = async (rollout: Started) => {
    const body = z.object({ groups: z.array(z.object({ key: z.string() })) });
    return (
      body.parse((await stack.api('viewer', 'GET', `/v1/fleet-rollouts/${rollout.id}/groups`)).body).groups[0]?.key ??
      ''
    );
  };
  return { processes, accounts, start, ended, merchants, newTemplate, sent, submissions, groupKey };
};
