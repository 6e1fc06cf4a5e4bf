import type { ComponentState, ComponentView } from '../messages/component.ts';
import type { Delivery } from '../messages/delivery.ts';
import type { SealedToken } from '../messages/sealed.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import type { Shown } from './entity.ts';
import { seenOnce } from './seen.ts';

/** The entity before the first ticket. */
export const newComponent: ComponentState = { seen: [] };

/** Takes a pushed ticket where WeChat made it later than the one we have. `now` in milliseconds. */
export const ticketArrived = (
  state: ComponentState,
  { key, createTime, payload }: Delivery<'componentVerifyTicket'>,
  now: number,
): ComponentState => {
  const fresh = seenOnce(state, key);
  if (!fresh || createTime <= (state.ticketCreateTime ?? 0)) return fresh ?? state;
  const { ticketTrouble: _over, ...rest } = fresh;
  return { ...rest, ticket: payload.ComponentVerifyTicket, ticketAt: now, ticketCreateTime: createTime };
};

/** Takes a new token. */
export const tokenFetched = ({ tokenTrouble: _over, ...rest }: ComponentState, token: SealedToken): ComponentState => ({
  ...rest,
  token,
});

/** What may be shown. */
export const componentViewOf = (state: ComponentState): ComponentView => {
  const troubles = [state.ticketTrouble, state.tokenTrouble].filter((trouble) => trouble !== undefined);
  return {
    ...(state.ticketAt === undefined ? {} : { ticketAt: new Date(state.ticketAt).toISOString() }),
    ...(state.token ? { tokenExpiresAt: new Date(state.token.expiresAt).toISOString() } : {}),
    ...(troubles.length === 0 ? { attention: 'none' } : { attention: 'ops', note: troubles.join(' ') }),
  };
};

/** What shows of the entity in Temporal. */
export const shownOfComponent = (state: ComponentState): Shown => {
  const { ticketAt, tokenExpiresAt, attention, note } = componentViewOf(state);
  const details = [
    note ? `**ops must act**: ${note}` : '**The platform is in order.**',
    `- Last ticket: ${ticketAt ?? 'none yet'}`,
    `- Token: ${tokenExpiresAt ? `until ${tokenExpiresAt}` : 'none yet'}`,
  ];
  return { details: details.join('\n'), attributes: [{ key: searchAttributes.Attention, value: attention }] };
};
