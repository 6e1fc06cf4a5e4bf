import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { owners } from '../../credentials/owners.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { Sealed } from '../../messages/sealed.ts';
import { placeOf } from '../../routing/place.ts';
import { readBody } from '../../wechat/body.ts';
import { isText, type XmlElement } from '../../wechat/xml.ts';
import type { Inbox, InboxEntry } from './inbox.ts';
import { encryptedReply, plainReply, replyTo } from './reply.ts';
import type { ServiceReplies } from './service-replies.ts';
import { type CallbackKeys, isRefusal, type Refusal, refusals, verifyCallback } from './verify.ts';

/** What the gateway needs. */
export type GatewayDeps = {
  readonly component: { readonly appid: string };
  readonly callback: CallbackKeys;
  readonly inbox: Inbox;
  readonly sealer: Sealer;
  /** Asks the provider's own services what to say to a message. */
  readonly serviceReplies: ServiceReplies;
  /** Whether WeChat's cloud (微信云托管) pushes plain JSON over its own network. */
  readonly cloudPushes: boolean;
  readonly log: Pick<Logger, 'error'>;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** What is told of a callback beside its content. */
type Arrival = Pick<InboxEntry, 'receivedAt' | 'pathAppid'>;

/** A callback that is proven to be WeChat's: in the clear, as it is kept, and how a reply to it is written. */
type Taken = {
  readonly text: string;
  readonly kept: { readonly encrypted: string } | { readonly sealed: Sealed };
  readonly arrival: Arrival;
  readonly write: (message: XmlElement, body: Readonly<Record<string, unknown>>) => void;
};

/** WeChat pushes either kind of callback to either URL, so all lead to one path. */
const paths = ['/callbacks/component', '/callbacks/authorizers', '/callbacks/authorizers/:appid'];

/**
 * WeChat's two callback URLs. A verified callback is answered `success` once it is synced to the inbox, whatever state
 * Temporal is in; where the inbox can't take it the answer is 503, so that WeChat pushes it again. A message that gets a
 * passive reply, of the gateway's own (`reply.ts`) or of a service (`service-replies.ts`), is answered with that.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export const createGateway = (deps: GatewayDeps): express.Router => {
  const { inbox, sealer, serviceReplies, cloudPushes, log, clock = Date.now, ...platform } = deps;
  /** Keeps a callback and answers it; where the disk can't take it WeChat is to push it again. */
  const take = async (response: Response, { text, kept, arrival, write }: Taken) => {
    // What can't be read is kept, and gets no reply.
    const message = readBody(text);
    const own = message && replyTo(message);
    const service = message && !own ? await serviceReplies(message, { xml: text, ...arrival }) : undefined;
    const answeredBy = service ? { answeredBy: service.answeredBy } : {};
    try {
      await inbox.commit(placeOf(message), { ...kept, ...arrival, ...answeredBy });
    } catch (error) {
      log.error({ err: error }, 'the inbox could not take a callback; is its disk full?');
      return refuse(response, refusals.unavailable);
    }
    const reply = own ?? (service?.reply && { kind: 'message', body: service.reply });
    if (!message || !reply) return response.type('text/plain').send('success');
    if (reply.kind === 'empty') return response.type('text/plain').send('');
    write(message, reply.body);
  };
  const arrivalOf = (request: Request): Arrival => ({ receivedAt: clock(), ...pathOf(request.params.appid) });
  const receive = async (request: Request, response: Response) => {
    const arrival = arrivalOf(request);
    const now = arrival.receivedAt;
    const verified = verifyCallback(platform, { query: request.query, body: bodyOf(request) }, now);
    if (isRefusal(verified)) return refuse(response, verified);
    const { component, callback } = platform;
    const secrets = { componentAppid: component.appid, token: callback.token, request: verified, now };
    await take(response, {
      text: verified.message,
      kept: { encrypted: verified.encrypted },
      arrival,
      write: (message, body) => response.type('text/xml').send(encryptedReply(message, body, secrets)),
    });
  };
  const receiveFromCloud = async (request: Request, response: Response) => {
    const arrival = arrivalOf(request);
    const text = bodyOf(request).toString('utf8');
    const message = readBody(text);
    if (!message) return refuse(response, refusals.malformed);
    if (isText(message.AppId) && message.AppId !== platform.component.appid)
      return refuse(response, refusals.forbidden);
    // Asked when the console's settings are saved; it is no callback.
    if (message.action === 'CheckContainerPath') return response.type('text/plain').send('success');
    await take(response, {
      text,
      kept: { sealed: sealer.seal(owners.callbackXml, text) },
      arrival,
      write: (asked, body) => response.type('application/json').send(plainReply(asked, body, arrival.receivedAt)),
    });
  };
  /** A push into the cloud is not encrypted: the header, which the cloud takes from requests from outside, tells it. */
  const isFromCloud = (request: Request) => cloudPushes && request.get('x-wx-source') !== undefined;

  return express
    .Router()
    .post(paths, express.raw({ type: () => true, limit: '64kb', inflate: false }), (request, response) =>
      isFromCloud(request) ? receiveFromCloud(request, response) : receive(request, response),
    )
    .all(paths, (_request, response) => refuse(response.set('Allow', 'POST'), refusals.method))
    .use(paths, refuseBody);
};

const bodyOf = ({ body }: Request): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** The path is not signed: what does not look like an appid (`$APPID$` itself, say) is as good as none. */
const pathOf = (appid: unknown) =>
  typeof appid === 'string' && /^[\w-]{1,64}$/.test(appid) ? { pathAppid: appid } : {};

const refuse = (response: Response, { status, title }: Refusal) => {
  response.status(status).type('text/plain').send(title);
};

/** What express says of a body that it could not read (too large, compressed, cut off) has a status; a defect has none. */
const refuseBody: ErrorRequestHandler = (error: { readonly status?: number }, _request, response, next) => {
  if (error.status === undefined) return next(error);
  refuse(response, error.status === 413 ? refusals.size : refusals.malformed);
};
