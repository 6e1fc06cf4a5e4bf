import type { AdminRebindInput, AdminRebindOutcome } from '../messages/admin-rebind.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { Sealed } from '../messages/sealed.ts';
import { consentStep, openConsents } from './consent.ts';
import { reads } from './facts.ts';
import { wordsOf } from './failures.ts';
import { type AuthorizationNews, openAuthorizationNews, parkWithMerchant } from './heed-authorization.ts';
import { subjectOnce } from './official-account-registration/calls.ts';
import { openProcess, type Process } from './process.ts';
import { rejectionOf } from './registration/statuses.ts';
import { sendOnce } from './send-once.ts';

const steps = ['preflight', consentStep, 'rebind'] as const;
/** The permission set for the management of accounts (小程序账号管理). */
const accountSet = 17;
const invalidTask = 85060;

type Sent = Extract<AdminRebindOutcome, { kind: 'rebound' | 'rejected' }> | { kind: 'again'; note: string };

/** Whether a call may have changed the admin without our knowing. */
type Call = { unclear: boolean };

/** Changes the admin of a mini program: both admins agree on WeChat's page → one call with the task that comes back. */
export async function adminRebind(input: AdminRebindInput): Promise<ProcessResult<AdminRebindOutcome>> {
  const { appid, timings } = input;
  const process = openProcess(`Change of the admin of ${appid} (换绑小程序管理员)`, steps);
  const consents = openConsents(process, {
    what: 'The old and the new admin on the page of WeChat (新旧管理员确认)',
    href: input.consent,
    timings,
  });
  const news = openAuthorizationNews(appid);
  process.progress.link({ rel: 'merchant-page', title: "The merchant's page (商家页面)", href: input.page });
  const call: Call = { unclear: false };

  return process.run<AdminRebindOutcome>(
    async () => {
      for (;;) {
        const lack = await process.step('preflight', () => awaitSet(process, input, news));
        if (lack !== undefined) {
          process.progress.fail('preflight', lack);
          return { kind: 'expired', note: lack };
        }
        const task = await process.step(consentStep, () => consents.next({ kind: 'rebind', appid }));
        if (!task) {
          const note = 'The admins did not agree in time.';
          process.progress.fail(consentStep, note);
          return { kind: 'expired', note };
        }
        const sent = await process.step('rebind', () => rebind(process, input, { task, call, news }));
        if (sent.kind === 'rebound') return sent;
        process.progress.fail('rebind', sent.note);
        if (sent.kind === 'rejected') return sent;
      }
    },
    { cancelled: (by) => ({ ...by, ...(call.unclear ? { maybeRebound: true } : {}) }) },
  );
}

/** What the account still lacks after a window: without the set WeChat's page shows an error to the admin. */
const awaitSet = async (
  process: Process,
  { appid, timings }: AdminRebindInput,
  news: AuthorizationNews,
): Promise<string | undefined> => {
  const end = Date.now() + timings.window;
  let changed: (() => boolean) | undefined;
  let lacking = false;
  for (;;) {
    // Before it is read, so that nothing comes in between.
    if (lacking) changed = await news.heed();
    const { readAuthorizer } = reads('Which permission sets are granted?');
    const { permissionSets } = await process.attempt(() => readAuthorizer(appid));
    if (permissionSets.includes(accountSet)) return undefined;
    const what = `The account must grant the permission set ${accountSet} (小程序账号管理).`;
    const left = end - Date.now();
    if (left <= 0) return what;
    lacking = true;
    if (!changed) continue;
    const waitingFor = { what, who: 'merchant', until: new Date(end).toISOString() } as const;
    const lacks = { appid, oneOf: [accountSet] };
    await process.pause(Math.min(timings.poll, left), { ...waitingFor, lacks }, changed);
  }
};

/** A task works once, so after a lost answer it is sent again: that it is used then means that it worked. */
const rebind = (
  process: Process,
  { appid, timings }: AdminRebindInput,
  { task, call, news }: { readonly task: Sealed; readonly call: Call; readonly news: AuthorizationNews },
): Promise<Sent> => {
  let lost = false;
  return sendOnce<Sent>(process, {
    what: 'Change the admin',
    lookUpAfter: timings.lookUpAfter,
    send: async () => {
      call.unclear = true;
      await subjectOnce('Change the admin').rebindAdmin({ appid, task });
      return { kind: 'rebound', confirmed: true };
    },
    landed: async ({ effect }) => {
      lost ||= effect === 'unknown';
      return undefined;
    },
    refused: async (failure) => {
      call.unclear = lost && failure.errcode === invalidTask;
      const note = wordsOf(failure);
      if (failure.errcode === invalidTask && lost) {
        const unsure = 'The answer was lost, and then the task was used: see in the console who the admin is.';
        return { answer: { kind: 'rebound', confirmed: false, note: unsure } };
      }
      if (failure.class === 'rejected') return { answer: rejectionOf(failure) };
      if (failure.class !== 'merchant') return undefined;
      // The person must free an account first; the task is old by then.
      if (failure.errcode !== invalidTask) await parkWithMerchant(process, failure, news);
      return { answer: { kind: 'again', note } };
    },
  });
};
