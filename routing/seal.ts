import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { EventName, Events, SealedPayload } from '../messages/delivery.ts';
import { declarations } from './declared.ts';
import type { ReadEvent } from './read.ts';

/** Whose each secret field is; a declared secret without an owner does not compile. */
const ownerOf: Readonly<Record<Events[EventName]['secrets'][number], string>> = {
  ComponentVerifyTicket: owners.componentTicket,
  AuthorizationCode: owners.authorizationCode,
  auth_code: owners.authorizationCode,
  PreAuthCode: owners.preAuthCode,
};

/** The payload with its secret fields sealed; an empty one, as WeChat sends where there is none, is left out. */
export const sealPayload = (sealer: Sealer, { event, payload }: ReadEvent): SealedPayload<EventName> => {
  const secrets = new Map(Object.entries(ownerOf).filter(([field]) => declarations[event].secrets.includes(field)));
  const sealed = Object.entries<unknown>(payload).flatMap(([field, value]) => {
    const owner = secrets.get(field);
    if (owner === undefined) return [[field, value]];
    return value ? [[field, sealer.seal(owner, String(value))]] : [];
  });
  // The one place where fields walked by name meet the mapped type.
  return Object.fromEntries(sealed) as SealedPayload<EventName>;
};
