import type { AuthorizerState, Lease, YearlyReview } from '../messages/authorizer.ts';
import type { Attention } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { externalIds } from '../messages/workflow-ids.ts';
import { inspectionOf, lineOf } from './account-inspection.ts';
import type { Shown } from './entity.ts';

const words: Record<AuthorizerState['authorization'], string> = {
  none: 'No authorization has arrived yet.',
  granted: 'Authorized.',
  withdrawn: '**merchant must act**: the authorization was withdrawn; it must be given again.',
  lost: '**merchant must act**: no refresh token is known; the authorization must be updated (更新授权).',
};

/** What shows of an account in Temporal: who must act comes first. */
export const shownOfAuthorizer = (state: AuthorizerState): Shown => ({
  details: [
    words[state.authorization],
    ...(state.yearlyReview ? [yearlyWords(state.yearlyReview)] : []),
    [
      `- Account: ${state.account.nickName ?? state.appid} (${state.origin})`,
      `- Permission sets: ${state.permissionSets.join(', ') || 'none'}`,
      ...(state.tags?.length ? [`- Tags: ${state.tags.join(', ')}`] : []),
      ...Object.entries(state.leases).map(([name, lease]) => `- Lease ${name}: ${leaseWords(lease)}`),
      ...driftLines(state),
      ...state.ledger.slice(-3).map((release) => `- Released ${release.userVersion} at ${release.at}`),
    ].join('\n'),
  ].join('\n\n'),
  attributes: [
    { key: searchAttributes.AppId, value: state.appid },
    { key: searchAttributes.MerchantId, value: state.merchantId ?? null },
    { key: searchAttributes.Stage, value: state.authorization },
    { key: searchAttributes.Tags, value: state.tags?.length ? [...state.tags] : null },
    { key: searchAttributes.Attention, value: attentionOf(state) },
    { key: searchAttributes.ExternalIds, value: pointersOf(state) },
    { key: searchAttributes.Version, value: versionOf(state) },
  ],
  ...(state.inspection ? { memo: { fleet: lineOf(state) } } : {}),
});

/** The user name that pushes carry, the template whose code is online, so that nobody removes it, and what differs from what is declared. */
const pointersOf = (state: AuthorizerState): string[] | null => {
  const { userName } = state.account;
  const drift = inspectionOf(state)?.drift ?? [];
  const pointers = [
    ...(userName ? [externalIds.userName(userName)] : []),
    ...templateOf(state),
    ...drift.map(({ kind }) => externalIds.drift(kind)),
  ];
  return pointers.length > 0 ? pointers : null;
};

/** What users see: never empty, so that accounts that don't say it are told from those where nothing is online. */
const versionOf = ({ origin, ledger }: AuthorizerState): string =>
  ledger.at(-1)?.userVersion ?? (origin === 'authorized' ? 'unknown' : 'none');

/** An account that was registered here has nothing online before its first release; of any other nobody knows. */
const templateOf = ({ origin, ledger }: AuthorizerState): string[] => {
  const online = ledger.at(-1);
  if (online?.templateId !== undefined) return [externalIds.template(online.templateId)];
  const unknown = online ? online.auditid === undefined : origin === 'authorized';
  return unknown ? [externalIds.unknownTemplate()] : [];
};

const driftLines = (state: AuthorizerState): string[] =>
  (inspectionOf(state)?.drift ?? []).map(({ what, since }) => `- Drift since ${since}: ${what}`);

const attentionOf = ({ authorization, yearlyReview }: AuthorizerState): Attention => {
  if (authorization === 'lost' || authorization === 'withdrawn') return 'merchant';
  return yearlyReview ? 'ops' : 'none';
};

const yearlyWords = ({ endsAt, message }: YearlyReview): string =>
  `**ops must act**: the verification ends or has ended${endsAt ? ` (${endsAt})` : ''} (年审): start another by POST /v1/verifications.${
    message ? ` ${message}` : ''
  }`;

const leaseWords = ({ holder, waiting }: Lease): string =>
  `${holder.workflowId}${waiting.length > 0 ? `, ${waiting.length} waiting` : ''}`;
