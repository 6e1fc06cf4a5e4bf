import type { MadeWithSubject, ReusableSubject } from '../../activities/subject-reuse.ts';
import type { OfficialAccountRegistrationInput } from '../../messages/official-account-registration.ts';
import { adopt, type Rejected } from '../../messages/registration.ts';
import type { Sealed } from '../../messages/sealed.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import { type AuthorizationNews, parkWithMerchant } from '../heed-authorization.ts';
import type { Process } from '../process.ts';
import { rejectionOf } from '../registration/statuses.ts';
import { sendOnce } from '../send-once.ts';
import { untilNextMonth } from '../settlement.ts';
import { subjectOnce, subjectReads } from './calls.ts';

/** What a ticket led to: an account, a final no, or the need of another consent. */
export type Sent =
  | ({ readonly kind: 'made' } & (MadeWithSubject | { readonly appid: string; readonly code?: undefined }))
  | { readonly kind: 'again'; readonly note: string }
  | Rejected;

/** Registers with tickets; remembers whether an answer was lost. */
export type SubjectRegistration = {
  register(subject: ReusableSubject, ticket: Sealed): Promise<Sent>;
  /** An answer was lost, and nothing has told since what became of it. */
  readonly isUnclear: () => boolean;
};

const invalidTicket = 61058;
const mustCopyVerification = 61056;
const monthUsedUp = 61055;
const another = 61057;
/** How often to look for an account that may have been made, in milliseconds. */
const looking = 30_000;

/** Opens the action `adopt`, by which a person names the account; call it before the first await. */
export const openSubjectRegistration = (
  process: Process,
  { officialAccount, timings }: Pick<OfficialAccountRegistrationInput, 'officialAccount' | 'timings'>,
  news: AuthorizationNews,
): SubjectRegistration => {
  let open = false;
  let adopted: string | undefined;
  /** The first call whose answer was lost: when it was sent, in milliseconds, and what there was before. */
  let lost: { readonly since: number; readonly subject: ReusableSubject } | undefined;
  let underWay = false;
  process.actions.on(adopt, {
    refuse: () => (open ? undefined : 'The process does not look for an account now.'),
    apply: ({ appid }) => {
      adopted = appid;
    },
  });

  const made = (appid: string): Sent => {
    lost = undefined;
    return { kind: 'made', appid };
  };
  const look = async (): Promise<{ readonly sent?: Sent; readonly seen: readonly string[] }> => {
    if (adopted) return { sent: made(adopted), seen: [] };
    if (!lost) return { seen: [] };
    const { findWithSubject } = subjectReads('Was the mini program made? Its links and the authorizer list tell');
    const wanted = { officialAccount, ...lost };
    const found = await process.attempt(() => findWithSubject(wanted));
    return found.kind === 'found' ? { sent: made(found.appid), seen: [] } : { seen: found.appids };
  };

  /** WeChat calls the ticket used and nobody got its answer: the lists may lag, and then a person must say. */
  const search = async (): Promise<Sent> => {
    const end = Date.now() + timings.search;
    const isNamed = () => adopted !== undefined;
    open = true;
    try {
      for (;;) {
        const { sent, seen } = await look();
        if (sent) return sent;
        const left = end - Date.now();
        if (left > 0) {
          const what = 'The answer was lost: until a list shows the new account';
          await process.pause(Math.min(looking, left), { what, who: 'wechat' }, isNamed);
          continue;
        }
        const maybe = seen.length > 0 ? ` It may be one of ${seen.join(', ')}.` : '';
        const what = `The answer was lost, the ticket is used, and no list tells which account was made.${maybe} "adopt" names it; "retry" asks the admin again, which makes another one.`;
        await process.park({ what, who: 'ops' }, isNamed);
        if (adopted) return made(adopted);
        lost = undefined;
        return { kind: 'again', note: 'The admin is asked again.' };
      }
    } finally {
      open = false;
    }
  };

  /** What is known to follow from a refusal; a ticket is old by the time that a person has acted. */
  const refused = async (failure: WeChatFailure): Promise<{ answer: Sent } | undefined> => {
    const note = wordsOf(failure);
    if (failure.errcode === invalidTicket) return { answer: lost ? await search() : { kind: 'again', note } };
    if (failure.errcode === mustCopyVerification)
      return { answer: { ...rejectionOf(failure), remedy: 'correct-data' } };
    if (failure.class === 'rejected') return { answer: rejectionOf(failure) };
    if (failure.errcode === monthUsedUp) {
      await process.pause(untilNextMonth(Date.now()), { what: note, who: 'wechat' });
      return { answer: { kind: 'again', note } };
    }
    if (failure.class !== 'merchant' && failure.errcode !== another) return undefined;
    await parkWithMerchant(process, failure, news);
    return { answer: { kind: 'again', note } };
  };

  const send = async (subject: ReusableSubject, ticket: Sealed): Promise<Sent> => {
    const since = Date.now();
    underWay = true;
    try {
      const { registerWithSubject } = subjectOnce('Register the mini program');
      const account = await registerWithSubject({ officialAccount, ticket });
      lost = undefined;
      underWay = false;
      return { kind: 'made', ...account };
    } catch (error) {
      // A cancellation in the middle leaves it under way.
      if (weChatFailureOf(error).effect === 'unknown') lost ??= { since, subject };
      underWay = false;
      throw error;
    }
  };

  return {
    isUnclear: () => underWay || lost !== undefined,
    register: async (subject, ticket) => {
      // A former consent may have been used after all: another call would make a second account.
      const before = await look();
      if (before.sent) return before.sent;
      return sendOnce<Sent>(process, {
        what: "Register with the official account's subject",
        lookUpAfter: timings.lookUpAfter,
        send: () => send(subject, ticket),
        landed: async () => (await look()).sent,
        refused,
      });
    },
  };
};
