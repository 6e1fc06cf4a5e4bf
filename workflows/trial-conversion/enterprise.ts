import { upsertSearchAttributes } from '@temporalio/workflow';
import type { Delivery } from '../../messages/delivery.ts';
import type { RegistrationTask } from '../../messages/registration.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import type { ConversionRoute } from '../../messages/trial-conversion.ts';
import { sendOnce } from '../send-once.ts';
import { wxOnce } from '../wechat.ts';
import { type Attempt, type ConversionContext, type Failed, failedBy, sinceNow } from './context.ts';
import { converted, fail, knownTask, overdue } from './ends.ts';
import { awaitPerson, confirmFormal } from './stage.ts';
import { type ConversionVerdict, conversionVerdict, undecidedWords } from './statuses.ts';

type Enterprise = Extract<ConversionRoute, { kind: 'enterprise' }>;

/** How long after a lost answer to ask once more, in milliseconds: WeChat may still be at it. */
const settling = 3_000;
/** WeChat's words for a task of this trial that runs already: the legal person's turn, a check, the admin's turn. */
const taskRuns: readonly (number | undefined)[] = [89249, 89251, 89252];

/** Converts with an enterprise: the legal person proves who they are within 24 h, then the admin agrees within 24 h. */
export const convertWithEnterprise = async (context: ConversionContext, route: Enterprise): Promise<Attempt> => {
  const { process, input, pushes } = context;
  const { appid, timings } = input;
  const told = sinceNow(pushes);
  // Before WeChat is asked: its push may be faster than its answer.
  if (route.pointer) upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value: [route.pointer] }]);
  const begun = await process.step('person', () => begin(context, route));
  if (begun.kind === 'failed') return fail(context, 'person', begun);
  process.progress.begin('person');

  const called = process.woken();
  const verdict = () => latest(told('notifyThirdFastverifybetaapp'));
  const ask = (stage: 'person' | 'admin', end: number) =>
    awaitPerson(context, {
      ...wordsOfStage(stage, begun.task.authorize_url !== undefined),
      end,
      decided: () => called() || isDecided(stage, verdict()),
      ask: (facts, asking) => facts.awaitFormal({ ...asking, appid }),
    });
  /** What ends a stage for both; nothing where the next one follows. */
  const ended = async (stage: 'person' | 'admin', account: Awaited<ReturnType<typeof ask>>) => {
    if (account) return converted(context, { account });
    const said = verdict();
    if (said?.kind === 'failed') return fail(context, stage, said);
    if (said?.kind === 'passed') return converted(context, await confirmFormal(context));
    return called() ? ({ kind: 'again' } as const) : undefined;
  };

  const personEnd = await ended('person', await ask('person', begun.task.until));
  if (personEnd) return personEnd;
  process.progress.finish('person');
  process.progress.begin('admin');
  // No push says that the legal person is through, as far as is known: where none said no by the end, the admin may have time.
  const said = verdict();
  const from = said?.kind === 'admin' ? said.at : begun.task.until;
  const adminEnd = await ended('admin', await ask('admin', from + timings.window));
  const note = overdue.note + undecidedWords(told('notifyThirdFastverifybetaapp'));
  return adminEnd ?? fail(context, 'admin', { ...overdue, note });
};

type Begun = { readonly kind: 'begun'; readonly task: RegistrationTask } | Failed;

/**
 * Asks WeChat for the conversion, in its turn. A lost answer can't be looked up, so it is asked once more: a refusal then
 * says that the first task runs.
 */
const begin = ({ process, turn, input, running }: ConversionContext, route: Enterprise): Promise<Begun> => {
  const { appid, timings } = input;
  const show = (task: RegistrationTask): Begun => {
    running.task = task;
    if (task.authorize_url) {
      const title = 'For the legal person (法定代表人)';
      process.progress.link({ rel: 'authorize-url', title, href: task.authorize_url });
    } else process.progress.unlink('authorize-url');
    return { kind: 'begun', task };
  };
  return sendOnce<Begun>(process, {
    what: 'Ask for the conversion with an enterprise',
    lookUpAfter: settling,
    send: async () => {
      await turn.take();
      const verify_info = {
        enterprise_name: route.name,
        code: route.code,
        component_phone: route.componentPhone,
      };
      const { taskid, authorize_url } = await wxOnce(
        'Ask for the conversion with an enterprise',
      ).verfifyBetaMiniprogram(appid, { verify_info, new_version: true });
      return show({ taskid, authorize_url: authorize_url || undefined, until: Date.now() + timings.window });
    },
    landed: async () => undefined,
    refused: async (failure) => {
      if (!taskRuns.includes(failure.errcode)) {
        const failed = failedBy(failure);
        return failed ? { answer: failed } : undefined;
      }
      // One that is not known is one whose link was lost with its answer.
      return { answer: show((await knownTask({ process, running })) ?? { until: Date.now() + timings.window }) };
    },
  });
};

/** The pushes come in their order, and WeChat's retries may not: what ends the matter counts more than what goes on. */
const latest = (deliveries: readonly Delivery<'notifyThirdFastverifybetaapp'>[]): ConversionVerdict | undefined => {
  const verdicts = deliveries.flatMap((delivery) => conversionVerdict(delivery) ?? []);
  return (
    verdicts.find(({ kind }) => kind === 'passed') ?? verdicts.find(({ kind }) => kind === 'failed') ?? verdicts[0]
  );
};

const isDecided = (stage: 'person' | 'admin', verdict: ConversionVerdict | undefined): boolean =>
  verdict !== undefined && (verdict.kind !== 'admin' || stage === 'person');

const wordsOfStage = (step: 'person' | 'admin', hasLink: boolean) => {
  if (step === 'admin')
    return { step, what: "The trial's admin agrees in WeChat (小程序管理员确认)", who: 'merchant' } as const;
  if (hasLink)
    return { step, what: 'Face verification by the legal person (法定代表人人脸核验)', who: 'merchant' } as const;
  const what =
    'WeChat has taken the request but no link for the legal person is known: find out how they come to it; `retry` asks WeChat again.';
  return { step, what, who: 'ops' } as const;
};
