import type { AuthorizerState } from '../messages/authorizer.ts';
import type { AccountDeclaration, Drift, FleetLine, Inspection } from '../messages/inspection.ts';

/** Keeps what a setup declared; what it found or made so differs no longer. */
export const declarationKept = (state: AuthorizerState, { parts, holds }: AccountDeclaration): AuthorizerState => {
  const { inspection } = state;
  const drift = inspection?.drift.filter(({ kind }) => !holds.includes(kind));
  return {
    ...state,
    declared: { ...state.declared, ...parts },
    ...(inspection && drift ? { inspection: { ...inspection, drift } } : {}),
  };
};

/** Keeps what WeChat said, unless it is older than what is known; a difference that lasts keeps its time. */
export const inspected = (state: AuthorizerState, inspection: Inspection): AuthorizerState => {
  const before = state.inspection;
  if (before && before.at > inspection.at) return state;
  const drift = inspection.drift.map((one) => ({
    ...one,
    since: before?.drift.find((former) => isSame(former, one))?.since ?? one.since,
  }));
  return { ...state, inspection: { ...inspection, drift } };
};

const isSame = (one: Drift, other: Drift): boolean => one.kind === other.kind;

/** Something else is online now, by a release or a rollback of ours: what WeChat said of that is of before. */
export const onlineAnew = (state: AuthorizerState, online: NonNullable<Inspection['online']>): AuthorizerState => {
  if (!state.inspection) return state;
  const { audit: _audit, gray: _gray, drift, ...rest } = state.inspection;
  return { ...state, inspection: { ...rest, online, drift: drift.filter(({ kind }) => kind !== 'version') } };
};

/** What differs from what is declared: without permission sets that were granted meanwhile. */
export const inspectionOf = ({ inspection, permissionSets }: AuthorizerState): Inspection | undefined =>
  inspection && {
    ...inspection,
    drift: inspection.drift.filter(
      ({ kind, lacks }) => kind !== 'permissionSets' || lacks.some((set) => !permissionSets.includes(Number(set))),
    ),
  };

/** What lists show of an account. */
export const lineOf = (state: AuthorizerState): FleetLine => {
  const since = state.ledger.at(-1)?.at;
  const inspection = inspectionOf(state);
  if (!inspection) return since ? { since } : {};
  const { drift: _attributes, ...shown } = inspection;
  return { ...(since ? { since } : {}), inspection: shown };
};
