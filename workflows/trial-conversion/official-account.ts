import { proxyActivities } from '@temporalio/workflow';
import type { SubjectTicketActivities } from '../../activities/subject-tickets.ts';
import type { Delivery } from '../../messages/delivery.ts';
import type { Sealed } from '../../messages/sealed.ts';
import type { ConversionRoute } from '../../messages/trial-conversion.ts';
import { callTimeouts } from '../call-timeouts.ts';
import { sendOnce } from '../send-once.ts';
import { wxOnce } from '../wechat.ts';
import { type Attempt, type ConversionContext, type Failed, failedBy, sinceNow } from './context.ts';
import { converted, fail, overdue, showLink } from './ends.ts';
import { awaitPerson, confirmFormal } from './stage.ts';

type Lender = Extract<ConversionRoute, { kind: 'official-account' }>;
type Asked = { readonly kind: 'asked'; readonly link: string } | Failed;

const { mpVerifyBetaWeapp } = proxyActivities<SubjectTicketActivities>({
  ...callTimeouts,
  summary: "Ask the trial's admin",
  retry: { maximumAttempts: 1 },
});

/** How long after a lost answer to ask once more, in milliseconds: WeChat may still be at it. */
const settling = 3_000;

/**
 * Converts with the subject of an official account: its admin's consent is pushed with a ticket, with which the trial's
 * admin is asked. Nothing but the push brings the ticket: where it is lost, its admin has to agree anew.
 */
export const convertWithOfficialAccount = async (context: ConversionContext, route: Lender): Promise<Attempt> => {
  const { process, input, pushes } = context;
  const { appid, timings } = input;
  const told = sinceNow(pushes);
  const ask = (step: 'person' | 'admin', what: string, decided: () => boolean) =>
    awaitPerson(context, {
      ...{ step, what, who: 'merchant' },
      end: Date.now() + timings.window,
      decided,
      ask: (facts, asking) => facts.awaitFormal({ ...asking, appid }),
    });

  const lender = await process.step('person', () => askLender(context, route));
  if (lender.kind === 'failed') return fail(context, 'person', lender);
  process.progress.begin('person');
  showLink(context, 'For the admin of the official account (公众号管理员)', lender.link);
  const called = process.woken();
  const consent = () =>
    told('betaappAuthorizationApplyEvent')
      .map((push) => consentIn(push, route))
      .findLast((found) => found !== undefined);
  const early = await ask(
    'person',
    "The official account's admin agrees (公众号管理员授权)",
    () => called() || consent() !== undefined,
  );
  if (early) return converted(context, { account: early });
  const given = consent();
  if (!given) return called() ? { kind: 'again' } : fail(context, 'person', overdue);
  if (given.kind === 'failed') return fail(context, 'person', given);
  process.progress.finish('person');

  const admin = await process.step('admin', () => askAdmin(context, given));
  if (admin.kind === 'failed') return fail(context, 'admin', admin);
  process.progress.begin('admin');
  showLink(context, "For the trial's admin (小程序管理员)", admin.link);
  const calledAgain = process.woken();
  const end = () => told('betaappVerifyEvent').at(-1)?.payload.ApplyAuthorizationInfoNoitfy;
  const account = await ask(
    'admin',
    "The trial's admin agrees (小程序管理员确认)",
    () => calledAgain() || end() !== undefined,
  );
  if (account) return converted(context, { account });
  const said = end();
  if (!said) return calledAgain() ? { kind: 'again' } : fail(context, 'admin', overdue);
  if (said.status) return fail(context, 'admin', refused(said.status, said.msg));
  return converted(context, await confirmFormal(context));
};

/** A lost answer needs no look-up: nobody has the link that it held, so another one is asked for. */
const askLender = ({ process, input: { appid } }: ConversionContext, { account, sameAdmin }: Lender): Promise<Asked> =>
  sendOnce<Asked>(process, {
    what: "Ask the official account's admin",
    lookUpAfter: settling,
    send: async () => {
      const request = { mp_appid: account, same_admin: sameAdmin ? 1 : 0 } as const;
      const { authorize_url: link } = await wxOnce("Ask the official account's admin").getMpAdminAuth(appid, request);
      return { kind: 'asked', link };
    },
    landed: async () => undefined,
    refused: async (failure) => answerOf(failedBy(failure)),
  });

const askAdmin = ({ process, input: { appid } }: ConversionContext, { account, ticket }: Consent) =>
  sendOnce<Asked>(process, {
    what: "Ask the trial's admin",
    lookUpAfter: settling,
    send: async () => {
      const { authorize_url: link } = await mpVerifyBetaWeapp({ appid, account, ticket });
      return { kind: 'asked', link };
    },
    landed: async () => undefined,
    refused: async (failure) => answerOf(failedBy(failure)),
  });

const answerOf = (failed: Failed | undefined) => (failed ? { answer: failed } : undefined);

type Consent = { readonly kind: 'given'; readonly account: string; readonly ticket: Sealed };

/** Told from a WeChat id, which may begin alike. */
const isAppid = (account: string) => /^wx[0-9a-f]{16}$/.test(account);

/** The ticket in a consent, or why there is none; nothing where the push says neither, or is another account's. */
const consentIn = (
  { payload: { ApplyAuthorizationInfoNoitfy: said } }: Delivery<'betaappAuthorizationApplyEvent'>,
  { account }: Lender,
): Consent | Failed | undefined => {
  if (said.mp_appid && isAppid(account) && said.mp_appid !== account) return undefined;
  if (said.status) return refused(said.status, said.msg);
  return said.ticket ? { kind: 'given', account: said.mp_appid || account, ticket: said.ticket } : undefined;
};

const refused = (status: number, msg: string | undefined): Failed => ({
  kind: 'failed',
  who: 'merchant',
  note: `WeChat said no with status ${status}${msg ? `: ${msg}` : ''}.`,
  hintZh: msg && /\p{Script=Han}/u.test(msg) ? msg : `管理员没有同意，或微信没有通过（状态 ${status}）`,
});
