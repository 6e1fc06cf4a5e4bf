import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
} from '@temporalio/workflow';
import {
  type AuthorizerInput,
  type AuthorizerState,
  accountAssigned,
  accountEvent,
  accountVerified,
  adoptSecret,
  assignMerchant,
  authorizationGranted,
  authorizationHeeded,
  authorizationListed,
  authorizationLost,
  authorizationUnlisted,
  authorizerToken,
  authorizerView,
  avatarRecorded,
  changeNoted,
  declarePrivacyGuide,
  domainChangeRecorded,
  leaseNames,
  leaseRequested,
  leaseReturned,
  privacyGuideRecorded,
  refreshAuthorizerToken,
  registrationRecorded,
  releaseRecorded,
  rollbackRecorded,
  type SecretAdoption,
  submissionRecorded,
  undoRecorded,
} from '../messages/authorizer.ts';
import { eventSignal } from '../messages/delivery.ts';
import { accountDeclared, accountInspected } from '../messages/inspection.ts';
import { undoSpent } from '../messages/undos.ts';
import { declarationKept, inspected } from './account-inspection.ts';
import {
  assigned,
  authorizerViewOf,
  domainsChanged,
  eventRecorded,
  merchantAssigned,
  noted,
  privacyGuideDeclared,
  registrationNoted,
  released,
  rolledBack,
  secretNoted,
  submissionNoted,
  verified,
} from './account-record.ts';
import { wasAnswered } from './actions.ts';
import { shownOfAuthorizer } from './authorizer-details.ts';
import { keepLease, tellListener } from './authorizer-leases.ts';
import { takeSettings } from './authorizer-settings.ts';
import {
  exchangeLost,
  granted,
  heeded,
  listed,
  needsNoSecret,
  newAuthorizer,
  settled,
  unlisted,
  withdrawalPushed,
  withoutDoubt,
  withoutProof,
} from './authorizer-state.ts';
import { type AuthorizerTokens, openAuthorizerTokens } from './authorizer-tokens.ts';
import { authorizedAlready, notAuthorized, refusalOf } from './credential-failures.ts';
import { authorizerCalls } from './credentials.ts';
import { chore, type EntityState, isTimeToContinue, openState } from './entity.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openKeyRotation } from './key-rotation.ts';
import { leaseClaimed, leaseGivenBack } from './lease-state.ts';

/**
 * The entity of one merchant's account: its authorization and tokens, its leases, its record. A cancellation would lose
 * them, so it is not heeded.
 */
export const authorizer = async (input: AuthorizerInput): Promise<void> => {
  const state = openState(input.state ?? newAuthorizer(input.appid), shownOfAuthorizer);
  const tokens = openAuthorizerTokens(state);
  const rotation = openKeyRotation(state);
  const { change } = state;

  setHandler(authorizationGranted, (grant) => change((now) => granted(now, grant)));
  setHandler(authorizationLost, (loss) => change((now) => exchangeLost(now, loss)));
  setHandler(authorizationListed, (listing) => change((now) => listed(now, listing, Date.now())));
  setHandler(authorizationUnlisted, () => change(unlisted));
  setHandler(eventSignal('unauthorized'), (delivery) => change((now) => withdrawalPushed(now, delivery)));
  setHandler(authorizationHeeded, (claim) => change((now) => heeded(now, claim)));
  setHandler(accountAssigned, (assignment) => change((now) => assigned(now, assignment)));
  setHandler(accountEvent, (delivery) => change((now) => eventRecorded(now, delivery)));
  setHandler(accountVerified, () => change(verified));
  setHandler(releaseRecorded, (release) => change((now) => released(now, release)));
  setHandler(rollbackRecorded, (rollback) => change((now) => rolledBack(now, rollback)));
  setHandler(changeNoted, (entry) => change((now) => noted(now, entry)));
  setHandler(undoRecorded, () => change((now) => ({ ...now, undos: undoSpent(now.undos, Date.now()) })));
  setHandler(avatarRecorded, (avatar) => change((now) => ({ ...now, avatar })));
  setHandler(domainChangeRecorded, () => change((now) => domainsChanged(now, Date.now())));
  setHandler(privacyGuideRecorded, (privacyGuide) => change((now) => ({ ...now, privacyGuide })));
  setHandler(accountDeclared, (declaration) => change((now) => declarationKept(now, declaration)));
  setHandler(accountInspected, (inspection) => change((now) => inspected(now, inspection)));
  setHandler(registrationRecorded, (record) => change((now) => registrationNoted(now, record)));
  setHandler(submissionRecorded, (record) => change((now) => submissionNoted(now, record)));
  setHandler(leaseRequested, ({ lease, claim }) =>
    change((now) => ({ ...now, leases: leaseClaimed(now.leases, lease, claim) })),
  );
  setHandler(leaseReturned, ({ lease, claim }) =>
    change((now) => ({ ...now, leases: leaseGivenBack(now.leases, lease, claim) })),
  );
  setHandler(authorizerView, () => authorizerViewOf(state.now()));
  setHandler(authorizerToken, () => state.now().accessToken ?? null);
  setHandler(refreshAuthorizerToken, ({ stale }) => tokens.current(stale), {
    // A refusal by the validator leaves no trace in the history, however often it is asked for.
    validator: (_ask) => {
      const { authorization } = state.now();
      if (authorization !== 'granted') throw refusalOf(notAuthorized(authorization));
    },
  });
  const adopt = async ({ secret, merchantId, request }: SecretAdoption) => {
    await tokens.adopt(secret, merchantId);
    change((now) => secretNoted(now, request, new Date().toISOString()));
  };
  setHandler(adoptSecret, adopt, {
    validator: (_adoption) => {
      if (needsNoSecret(state.now())) throw authorizedAlready();
    },
  });
  setHandler(
    assignMerchant,
    (assignment) => change((now) => merchantAssigned(now, { ...assignment, at: new Date().toISOString() })),
    { validator: ({ request }) => void wasAnswered(state.now().answered, request) },
  );
  setHandler(
    declarePrivacyGuide,
    ({ guide, request }) => change((now) => privacyGuideDeclared(now, guide, request.idempotency)),
    { validator: ({ request }) => void wasAnswered(state.now().answered, request) },
  );

  takeSettings(state);

  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);
  await CancellationScope.nonCancellable(async () => {
    await Promise.all([
      chore(
        () => state.now().doubt !== undefined,
        ending,
        () => settleDoubt(state),
      ),
      chore(
        () => state.now().proofDue !== undefined && !ending(),
        ending,
        () => prove(state, tokens, ending),
      ),
      chore(
        () => (state.now().untold ?? []).length > 0,
        ending,
        () => tellListener(state),
      ),
      ...leaseNames.map((name) => keepLease(state, name, ending)),
    ]);
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof authorizer>({ ...input, state: state.now() });
  });
};

const settleDoubt = async ({ now, change }: EntityState<AuthorizerState>): Promise<void> => {
  const { appid, doubt } = now();
  if (!doubt) return;
  change(withoutDoubt);
  try {
    const current = await authorizerCalls('Ask WeChat for the authorization').lookUpAuthorization({ appid });
    change((state) => settled(state, doubt, current));
  } catch (error) {
    const entry = { at: new Date().toISOString(), event: 'look-up failed', note: wordsOf(weChatFailureOf(error)) };
    change((state) => noted(state, entry));
  }
};

/** Proves the refresh token at some time within its term, so that a fleet's idle tokens are proved one after the other. */
const prove = async (
  { now, change }: EntityState<AuthorizerState>,
  tokens: AuthorizerTokens,
  ending: () => boolean,
): Promise<void> => {
  const within = now().proofDue ?? 0;
  if (within > 0) {
    const changed = () => now().proofDue !== within || ending();
    const summary = 'Until the idle refresh token is proved';
    if (await condition(changed, Math.random() * within, { summary })) return;
  }
  change(withoutProof);
  try {
    await tokens.renew();
  } catch (error) {
    // A dead token has changed the state; any other failure is proved again by the next reconciliation.
    if (!(error instanceof ApplicationFailure)) throw error;
  }
};
