import type { Request } from '../messages/actions.ts';
import type {
  AccountAssignment,
  AuthorizerState,
  AuthorizerView,
  PrivacyGuide,
  RecordedRelease,
  RegistrationRecord,
  RollbackRecord,
  SubmissionRecord,
  Submissions,
  YearlyReview,
} from '../messages/authorizer.ts';
import type { Delivery } from '../messages/delivery.ts';
import { inspectionOf, onlineAnew } from './account-inspection.ts';
import { extAgain, extLeft } from './former-exts.ts';
import { spentAt } from './month-count.ts';
import { seenOnce } from './seen.ts';

/** How many entries of each list an account's record keeps. */
const kept = { ledger: 20, registrations: 20, events: 50, answered: 50 } as const;

/** Keeps an event that met no open process. */
export const eventRecorded = (state: AuthorizerState, delivery: Delivery): AuthorizerState => {
  const { key, event, createTime } = delivery;
  const fresh = seenOnce(state, key);
  if (!fresh) return state;
  const record = noted(fresh, { at: new Date(createTime * 1_000).toISOString(), event });
  const { payload } = delivery;
  // Only the yearly review's has this field.
  if (event === 'notify3rdWxaWxverify' && 'expired' in payload) return { ...record, yearlyReview: reviewOf(payload) };
  if (event === 'notify3rdWxaAuth' && 'apply_status' in payload && payload.apply_status === verificationPassed) {
    return verified(record);
  }
  const submission = submissionIn(delivery);
  // What a process has recorded is newer than a push that met none.
  if (!submission || (submission.open && record.submissions?.[submission.what])) return record;
  return submissionNoted(record, submission);
};

/** How a verification that passed tells of it (`apply_status`), and one that failed. */
const verificationPassed = 4;
const verificationFailed = 5;
/** How a verification with filing is over (`procedure_status`). */
const proceduresOver: readonly number[] = [20, 26, 27, 28, 29];

/** What an event tells of a submission. */
const submissionIn = ({ event, payload }: Delivery): SubmissionRecord | undefined => {
  if (event === 'notify3rdWxaAuth' && 'taskid' in payload && 'task_status' in payload && payload.taskid) {
    const open = !('apply_status' in payload && payload.apply_status === verificationFailed);
    return { what: 'verification', id: payload.taskid, open };
  }
  if (event !== 'notify3rdWxaAuthAndIcp' || !('procedure_status' in payload)) return undefined;
  const { procedure_id: id, procedure_status: status } = payload;
  return { what: 'verificationWithFiling', id, open: !proceduresOver.includes(status) };
};

/** Notes what runs at WeChat; that another one is over changes nothing. */
export const submissionNoted = (state: AuthorizerState, { what, id, open }: SubmissionRecord): AuthorizerState => {
  const { [what]: known, ...others } = state.submissions ?? {};
  if (open) return { ...state, submissions: { ...others, [what]: id } };
  return known === id ? withSubmissions(state, others) : state;
};

const withSubmissions = ({ submissions: _former, ...state }: AuthorizerState, submissions: Submissions) =>
  Object.keys(submissions).length > 0 ? { ...state, submissions } : state;

const reviewOf = ({
  expired,
  message,
}: {
  expired?: number | undefined;
  message?: string | undefined;
}): YearlyReview => ({
  ...(expired === undefined ? {} : { endsAt: new Date(expired * 1_000).toISOString() }),
  ...(message ? { message } : {}),
});

/** The account was verified, for another year where it was before. */
export const verified = ({ yearlyReview, ...state }: AuthorizerState): AuthorizerState => {
  const { verification, ...others } = state.submissions ?? {};
  return withSubmissions(state, others);
};

/** Adds an entry to the account's events. */
export const noted = (state: AuthorizerState, entry: AuthorizerState['events'][number]): AuthorizerState => ({
  ...state,
  events: [...state.events, entry].slice(-kept.events),
  eventCount: state.eventCount + 1,
});

/** Adds a release to the ledger, once by its audit; of the last one the ext.json is kept whole. */
export const released = (state: AuthorizerState, { ext, ...release }: RecordedRelease): AuthorizerState => {
  if (state.ledger.some(({ auditid }) => auditid === release.auditid)) return state;
  const rest = onlineAnew(extLeft(state), { userVersion: release.userVersion, at: release.at });
  return { ...rest, ledger: [...state.ledger, release].slice(-kept.ledger), ...(ext ? { onlineExt: ext } : {}) };
};

/**
 * Adds a rollback to the ledger, with what is known of the release that is online again; nothing of it is known where it
 * was somebody else's, or too long ago.
 */
export const rolledBack = (
  state: AuthorizerState,
  { at, userVersion, appVersion, from, workflowId }: RollbackRecord,
): AuthorizerState => {
  const original = state.ledger.findLast((line) => line.userVersion === userVersion);
  const line = { ...original, at, userVersion, workflowId, rollback: { from, appVersion } };
  const rest = { ...onlineAnew(extLeft(state), { userVersion, at }), ...extAgain(state, original?.extHash) };
  return { ...rest, ledger: [...state.ledger, line].slice(-kept.ledger) };
};

/** Adds a registration with this official account's subject, once by the account it made. */
export const registrationNoted = (state: AuthorizerState, record: RegistrationRecord): AuthorizerState => {
  const { registrations = [] } = state;
  if (registrations.some(({ appid }) => appid === record.appid)) return state;
  return { ...state, registrations: [...registrations, record].slice(-kept.registrations) };
};

/** Notes whose account it is and how it came to us. */
export const assigned = (state: AuthorizerState, assignment: AccountAssignment): AuthorizerState => ({
  ...state,
  ...assignment,
});

/** Counts a change of the server domains. */
export const domainsChanged = (state: AuthorizerState, now: number): AuthorizerState => ({
  ...state,
  domainChanges: spentAt(state.domainChanges, now),
});

/** Takes the merchant's privacy guide; a keyed request once. */
export const privacyGuideDeclared = (
  state: AuthorizerState,
  guide: PrivacyGuide,
  idempotency: Request['idempotency'],
): AuthorizerState => {
  const fresh = answeredOnce(state, idempotency);
  return fresh ? { ...fresh, privacyGuide: guide } : state;
};

/** Notes that a person said whose account it is, now (ISO 8601), and whose it was; a keyed request once. */
export const merchantAssigned = (
  state: AuthorizerState,
  { merchantId, request, at }: { readonly merchantId: string; readonly request: Request; readonly at: string },
): AuthorizerState => {
  const fresh = answeredOnce(state, request.idempotency);
  if (!fresh || fresh.merchantId === merchantId) return fresh ?? state;
  const before = fresh.merchantId === undefined ? '' : ` instead of ${fresh.merchantId}`;
  return noted(
    { ...fresh, merchantId },
    { at, event: 'merchant assigned', note: `${merchantId}${before}, ${whoOf(request)}` },
  );
};

/** Notes that a customised merchant's secret was taken, and from whom. */
export const secretNoted = (state: AuthorizerState, request: Request | undefined, at: string): AuthorizerState =>
  request ? noted(state, { at, event: 'secret given', note: whoOf(request) }) : state;

/** Who asked, and why. */
export const whoOf = ({ by, why }: Request): string => `by ${by}${why ? `: ${why}` : ''}`;

/** The state that has noted a keyed request as answered; `undefined` where it was before. */
export const answeredOnce = (
  state: AuthorizerState,
  idempotency: Request['idempotency'],
): AuthorizerState | undefined => {
  if (!idempotency) return state;
  if (state.answered[idempotency.key] !== undefined) return undefined;
  const answered = Object.entries({ ...state.answered, [idempotency.key]: idempotency.body }).slice(-kept.answered);
  return { ...state, answered: Object.fromEntries(answered) };
};

/** What may be shown of an account. */
export const authorizerViewOf = (state: AuthorizerState): AuthorizerView => {
  const { accessToken, refreshToken, ownSecret, formerExts, ...more } = state;
  const { listeners, untold, seen, answered, doubt, proofDue, ...rest } = more;
  const inspection = inspectionOf(state);
  const shown = { ...rest, ...(inspection ? { inspection } : {}) };
  if (!accessToken) return shown;
  return { ...shown, accessTokenExpiresAt: new Date(accessToken.expiresAt).toISOString() };
};
