import { z } from 'zod';
import type { Delivery } from '../../messages/delivery.ts';
import type { Sealed } from '../../messages/sealed.ts';
import { event } from '../../wechat/event.ts';

// What must not compile, held by tsc: a directive without an error below it is an error itself.

/** Secrets and keys of an event are fields of its payload. */
export const wrongFields = () => [
  event({
    channel: 'component',
    name: 'x',
    payload: z.object({ AppId: z.string() }),
    // @ts-expect-error there is no field Ticket
    secrets: ['Ticket'],
    dedupe: ['AppId'],
  }),
  event({
    channel: 'component',
    name: 'x',
    payload: z.object({ AppId: z.string() }),
    secrets: [],
    // @ts-expect-error there is no field CreateTime
    dedupe: ['CreateTime'],
  }),
];

/** So are those below an element. */
export const wrongPath = () =>
  event({
    channel: 'authorizer',
    name: 'x',
    payload: z.object({ Info: z.object({ ticket: z.string() }) }),
    // @ts-expect-error the element has no field code
    secrets: ['Info.code'],
    dedupe: ['Info'],
  });

/** A secret field is sealed before anything leaves the gateway. */
export const sealedFields = (delivery: Delivery<'authorized'>) => {
  const sealed: Sealed = delivery.payload.AuthorizationCode;
  const plain: string = delivery.payload.AuthorizerAppid;
  // @ts-expect-error the code is not readable
  const code: string = delivery.payload.AuthorizationCode;
  return [sealed, plain, code];
};

/** Also below an element. */
export const sealedBelow = ({ payload }: Delivery<'betaappAuthorizationApplyEvent'>) => {
  const { ticket, appid } = payload.ApplyAuthorizationInfoNoitfy;
  const sealed: Sealed | undefined = ticket;
  const plain: string | undefined = appid;
  // @ts-expect-error the ticket is not readable
  const readable: string | undefined = ticket;
  return [sealed, plain, readable];
};
