import type { RegistrationTask } from '../../messages/registration.ts';
import type { ConversionRoute } from '../../messages/trial-conversion.ts';
import { weChatFailureOf } from '../failures.ts';
import { queryVerdict } from '../registration/statuses.ts';
import { sendOnce } from '../send-once.ts';
import { wx, wxOnce } from '../wechat.ts';
import { type Attempt, type ConversionContext, type Failed, failedBy } from './context.ts';
import { converted, fail, knownTask, overdue } from './ends.ts';
import { awaitPerson, confirmFormal } from './stage.ts';

type Upgrade = Extract<ConversionRoute, { kind: 'personal-upgraded' }>;
type Begun = { readonly kind: 'begun'; readonly task: RegistrationTask } | Failed;

/** How long after a lost answer to look, in milliseconds: WeChat may still be at it. */
const settling = 3_000;
const taskRuns = 89249;
/** The numbers of a task that waits or goes on, as a person's registration has them. */
const open: readonly (number | undefined)[] = [undefined, 0, 3, 4, 5, 6, 7, 8, 9, 10];
const refusal = 2;
/** A refusal is believed once it has stood still for so many polls. */
const pollsOfRefusal = 3;

/** Makes the trial a person's upgraded mini program: its user proves who they are within 24 h, nobody else is asked. */
export const upgrade = async (context: ConversionContext, route: Upgrade): Promise<Attempt> => {
  const { process, input } = context;
  const { appid, timings } = input;
  const begun = await process.step('person', () => begin(context, route));
  if (begun.kind === 'failed') return fail(context, 'person', begun);
  process.progress.begin('person');
  process.progress.skip('admin', 'The user alone is asked.');
  const { taskid, authorize_url, until } = begun.task;

  const called = process.woken();
  let known: number | undefined;
  let refusedAt = Number.POSITIVE_INFINITY;
  for (;;) {
    const end = Math.min(until, refusedAt);
    const found = await awaitPerson(context, {
      step: 'person',
      ...(authorize_url
        ? { what: 'The user proves who they are (用户身份验证)', who: 'merchant' }
        : { what: 'A task runs at WeChat whose link is not known; `retry` asks again.', who: 'ops' }),
      end,
      decided: called,
      ask: (facts, asking) =>
        facts.awaitUpgrade({ ...asking, appid, known, taskid, componentPhone: route.componentPhone }),
    });
    if (found && 'account' in found) return converted(context, found);
    if (!found) {
      if (called()) return { kind: 'again' };
      return fail(context, 'person', known === refusal ? refusedByUser : overdue);
    }
    const verdict = queryVerdict(found.status);
    if (verdict?.kind === 'created') return converted(context, await confirmFormal(context));
    if (verdict?.kind === 'rejected')
      return fail(context, 'person', { kind: 'failed', who: 'merchant', note: verdict.note, hintZh: verdict.hintZh });
    known = found.status;
    refusedAt = known === refusal ? Date.now() + pollsOfRefusal * timings.poll : Number.POSITIVE_INFINITY;
    process.progress.note('person', `WeChat's status of the task: ${known}.`);
  }
};

const refusedByUser: Failed = {
  kind: 'failed',
  who: 'merchant',
  note: 'The user refused, by the status of the task.',
  hintZh: '用户已拒绝',
};

/** Asks WeChat for the task. After a lost answer, and where one runs that we do not know, it is read without its id. */
const begin = ({ process, input, running }: ConversionContext, { componentPhone }: Upgrade): Promise<Begun> => {
  const { appid, timings } = input;
  const request = { component_phone: componentPhone, new_version: true } as const;
  const show = (task: RegistrationTask): Begun => {
    running.task = task;
    if (task.authorize_url) {
      process.progress.link({ rel: 'authorize-url', title: 'For the user (用户本人)', href: task.authorize_url });
    } else process.progress.unlink('authorize-url');
    return { kind: 'begun', task };
  };
  const look = async (): Promise<Begun | undefined> => {
    try {
      const { taskid, authorize_url, status } = await wx('Which task of this trial runs?').fastNormalizeBetaWeappQuery(
        appid,
        request,
      );
      if (!taskid || !open.includes(status)) return undefined;
      return show({ taskid, authorize_url: authorize_url || undefined, until: Date.now() + timings.window });
    } catch (error) {
      // That there is none, or that it may not be asked for without its id, is no answer.
      if (weChatFailureOf(error).class === 'transient') throw error;
      return undefined;
    }
  };
  return sendOnce<Begun>(process, {
    what: "Ask for the conversion to a person's upgraded mini program",
    lookUpAfter: settling,
    send: async () => {
      const { taskid, authorize_url } = await wxOnce('Ask for the conversion').fastNormalizeBetaWeappCreatetask(
        appid,
        request,
      );
      return show({ taskid, authorize_url: authorize_url || undefined, until: Date.now() + timings.window });
    },
    landed: async ({ errcode }) => (errcode === taskRuns ? undefined : look()),
    refused: async (failure) => {
      if (failure.errcode === taskRuns) {
        const known = await knownTask({ process, running });
        const found = known ? show(known) : await process.attempt(look);
        return { answer: found ?? show({ until: Date.now() + timings.window }) };
      }
      const failed = failedBy(failure);
      return failed ? { answer: failed } : undefined;
    },
  });
};
