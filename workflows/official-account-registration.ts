import { getExternalWorkflowHandle, isCancellation } from '@temporalio/workflow';
import { registrationRecorded } from '../messages/authorizer.ts';
import type {
  OfficialAccountRegistrationInput,
  OfficialAccountRegistrationOutcome,
} from '../messages/official-account-registration.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { consentStep, openConsents } from './consent.ts';
import { openAuthorizationNews } from './heed-authorization.ts';
import { preflight } from './official-account-registration/preflight.ts';
import { openSubjectRegistration, type Sent } from './official-account-registration/sending.ts';
import { openProcess, type Process } from './process.ts';
import { bearAppid, exchange, joinAuthorization, type Registered, unauthorized } from './registration/authorization.ts';

const steps = ['preflight', consentStep, 'register', 'authorization'] as const;

/**
 * Registers a mini program with the subject of an official account: may it? → its admin agrees on WeChat's page → one call
 * with the ticket that the browser brings back → exchange of the code.
 */
export async function officialAccountRegistration(
  input: OfficialAccountRegistrationInput,
): Promise<ProcessResult<OfficialAccountRegistrationOutcome>> {
  const { officialAccount: appid, copyVerification, timings } = input;
  const process = openProcess(`Registration with the subject of ${appid} (复用公众号主体快速注册小程序)`, steps);
  const consents = openConsents(process, {
    what: "The consent of the official account's admin (公众号管理员)",
    href: input.consent,
    timings,
  });
  const news = openAuthorizationNews(appid);
  const registration = openSubjectRegistration(process, input, news);
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });

  let made: string | undefined;
  /** What is true of any end but the good one. */
  const remains = () => (registration.isUnclear() ? { maybeMade: true as const } : {});

  return process.run<OfficialAccountRegistrationOutcome>(
    async () => {
      for (;;) {
        const allowed = await process.step('preflight', () => preflight(process, input, news));
        if (allowed.kind === 'expired') {
          process.progress.fail('preflight', allowed.note);
          return { ...allowed, ...remains() };
        }
        const { subject, left } = allowed;
        const wanted = { kind: 'registration', appid, copyVerification, left } as const;
        const ticket = await process.step(consentStep, () => consents.next(wanted));
        if (!ticket) {
          const note = "The official account's admin did not agree in time.";
          process.progress.fail(consentStep, note);
          return { kind: 'expired', note, ...remains() };
        }
        const sent = await process.step('register', () => registration.register(subject, ticket));
        if (sent.kind === 'made') {
          made = sent.appid;
          await record(process, appid, sent.appid);
          process.progress.begin('authorization');
          const taken = await takeOver(process, input, sent);
          process.progress.finish('authorization');
          return { kind: 'registered', ...taken, ...saidOf(sent) };
        }
        process.progress.fail('register', sent.note);
        if (sent.kind === 'rejected') return { ...sent, ...remains() };
      }
    },
    { cancelled: (by) => ({ ...by, ...remains(), ...(made ? { appid: made } : {}) }) },
  );
}

type Made = Extract<Sent, { kind: 'made' }>;

/** No push tells of the account: its code came with the answer, or was lost with it. */
const takeOver = async (
  process: Process,
  { merchantId }: OfficialAccountRegistrationInput,
  { appid, ...made }: Made,
): Promise<Registered> => {
  const assignment = { origin: 'registered', ...(merchantId ? { merchantId } : {}) } as const;
  if (made.code === undefined) return joinAuthorization(process, appid, assignment, 0);
  const { code, createTime } = made;
  bearAppid(appid);
  const send = () => exchange.exchangeAuthorization({ appid, code, createTime, assignment });
  // The account is made and its code dies in 10 minutes: nobody's cancellation comes in between.
  const result = await send().catch(() => process.attempt(send));
  return { appid, ...(result.kind === 'lost' ? unauthorized : { authorized: true }) };
};

const saidOf = (made: Made) => {
  if (made.code === undefined) return {};
  const { verified, linked } = made;
  return { ...(verified === undefined ? {} : { verified }), ...(linked === undefined ? {} : { linked }) };
};

/** Counts the registration at the official account. What is made is made: an entity that can't be told changes nothing. */
const record = async (process: Process, officialAccount: string, appid: string): Promise<void> => {
  const entity = getExternalWorkflowHandle(workflowIds.authorizer(officialAccount));
  const told = entity.signal(registrationRecorded, { at: new Date().toISOString(), appid });
  await told.catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    process.progress.note('register', 'The official account could not be told of this registration.');
  });
};
