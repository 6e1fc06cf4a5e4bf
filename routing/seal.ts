import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { EventName, Events, SealedPayload } from '../messages/delivery.ts';
import { isElement } from '../wechat/xml.ts';
import { declarations } from './declared.ts';
import type { ReadEvent } from './read.ts';

/** Whose each secret field is; a declared secret without an owner does not compile. */
const ownerOf: Readonly<Record<Events[EventName]['secrets'][number], string>> = {
  ComponentVerifyTicket: owners.componentTicket,
  AuthorizationCode: owners.authorizationCode,
  auth_code: owners.authorizationCode,
  PreAuthCode: owners.preAuthCode,
  'ApplyAuthorizationInfoNoitfy.ticket': owners.subjectTicket,
};

/** The payload with its secret fields sealed; an empty one, as WeChat sends where there is none, is left out. */
export const sealPayload = (sealer: Sealer, { event, payload }: ReadEvent): SealedPayload<EventName> => {
  const secrets = new Map(Object.entries(ownerOf).filter(([field]) => declarations[event].secrets.includes(field)));
  const sealed = (fields: Fields, above = ''): Fields => {
    const entries = Object.entries(fields).flatMap(([name, value]) => {
      const field = above + name;
      const owner = secrets.get(field);
      if (owner === undefined) return [[name, isElement(value) ? sealed(value, `${field}.`) : value]];
      return value ? [[name, sealer.seal(owner, String(value))]] : [];
    });
    return Object.fromEntries(entries);
  };
  // The one place where fields walked by name meet the mapped type.
  return sealed(payload) as SealedPayload<EventName>;
};

type Fields = Readonly<Record<string, unknown>>;
