import type { FleetDeclaration, FleetState, FleetView } from '../messages/fleet.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { Shown } from './entity.ts';

/** How many changes and keyed requests are remembered. */
const kept = { changes: 50, answered: 50 } as const;

/** The entity before anything was declared. */
export const newFleet: FleetState = { ext: {}, variables: {}, changes: [], answered: {} };

/** Takes what is declared for all, now (ISO 8601); a keyed request once. */
export const declared = (state: FleetState, { request, ...settings }: FleetDeclaration, at: string): FleetState => {
  const { by, why, idempotency } = request;
  if (idempotency && state.answered[idempotency.key] !== undefined) return state;
  const answered = { ...state.answered, ...(idempotency ? { [idempotency.key]: idempotency.body } : {}) };
  const change = { at, what: Object.keys(settings).sort().join(', '), by, ...(why ? { why } : {}) };
  return {
    ...state,
    ...settings,
    changes: [...state.changes, change].slice(-kept.changes),
    answered: Object.fromEntries(Object.entries(answered).slice(-kept.answered)),
  };
};

/** What the entity shows. */
export const viewOfFleet = ({ answered: _own, ...view }: FleetState): FleetView => view;

/** What shows of the entity in Temporal. */
export const shownOfFleet = ({ ext, variables, permissionSets = [], changes }: FleetState): Shown => ({
  details: [
    '**What is declared for all merchants**',
    [
      `- ext.json: ${Object.keys(ext).join(', ') || 'nothing'}`,
      `- Variables: ${Object.keys(variables).join(', ') || 'none'}`,
      ...(permissionSets.length > 0 ? [`- Permission sets: ${permissionSets.join(', ')}`] : []),
      ...changes.slice(-5).map(({ at, what, by, why }) => `- ${at}: ${what} by ${by}${why ? `: ${why}` : ''}`),
    ].join('\n'),
  ].join('\n\n'),
  attributes: [{ key: searchAttributes.Attention, value: 'none' }],
});
