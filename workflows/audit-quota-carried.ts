import {
  type AuditQuotaState,
  type CarriedAuditQuota,
  priorities,
  type QueuedTurn,
  type QuotaName,
} from '../messages/audit-quota.ts';

/** One who waits as a line; no id holds a tab. */
const lineOf = ({ claim, appid, priority, kind, at, rolloutId = '' }: QueuedTurn): string =>
  [claim.workflowId, claim.runId, appid, priorities.indexOf(priority), kind === 'first' ? 1 : 0, at, rolloutId].join(
    '\t',
  );

const turnOf = (line: string): QueuedTurn => {
  const [workflowId = '', runId = '', appid = '', priority, first, at, rolloutId] = line.split('\t');
  return {
    claim: { workflowId, runId },
    appid,
    priority: priorities[Number(priority)] ?? 'normal',
    kind: first === '1' ? 'first' : 'iteration',
    at: Number(at),
    ...(rolloutId ? { rolloutId } : {}),
  };
};

/** The state as it is carried through continue-as-new. */
export const carried = (state: AuditQuotaState): CarriedAuditQuota => {
  const of = (name: QuotaName) => ({ ...state.quotas[name], waiting: state.quotas[name].waiting.map(lineOf) });
  return { ...state, quotas: { submissions: of('submissions'), speedUps: of('speedUps') } };
};

/** The state that was carried. */
export const unpacked = (state: CarriedAuditQuota): AuditQuotaState => {
  const of = (name: QuotaName) => ({ ...state.quotas[name], waiting: state.quotas[name].waiting.map(turnOf) });
  return { ...state, quotas: { submissions: of('submissions'), speedUps: of('speedUps') } };
};
