import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { placeOf } from '../../routing/place.ts';
import { readBody } from '../../wechat/body.ts';
import type { Inbox } from './inbox.ts';
import { encryptedReply, replyTo } from './reply.ts';
import { type CallbackKeys, isRefusal, type Refusal, refusals, type Verified, verifyCallback } from './verify.ts';

/** What the gateway needs. */
export type GatewayDeps = {
  readonly component: { readonly appid: string };
  readonly callback: CallbackKeys;
  readonly inbox: Inbox;
  readonly log: Pick<Logger, 'error'>;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** WeChat pushes either kind of callback to either URL, so all lead to one path. */
const paths = ['/callbacks/component', '/callbacks/authorizers', '/callbacks/authorizers/:appid'];

/**
 * WeChat's two callback URLs. A verified callback is answered `success` once it is synced to the inbox, whatever state
 * Temporal is in; where the inbox can't take it the answer is 503, so that WeChat pushes it again. A message that gets a
 * passive reply (`reply.ts`) is answered with that.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html
 */
export const createGateway = ({ inbox, log, clock = Date.now, ...platform }: GatewayDeps): express.Router => {
  const receive = async (request: Request, response: Response) => {
    const receivedAt = clock();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verified = verifyCallback(platform, { query: request.query, body }, receivedAt);
    if (isRefusal(verified)) return refuse(response, verified);
    const { encrypted, message } = verified;
    const entry = { encrypted, receivedAt, ...pathOf(request.params.appid) };
    try {
      await inbox.commit(placeOf(message), entry);
    } catch (error) {
      log.error({ err: error }, 'the inbox could not take a callback; is its disk full?');
      return refuse(response, refusals.unavailable);
    }
    answer(response, verified, receivedAt);
  };
  const answer = (response: Response, verified: Verified, now: number) => {
    // What can't be read was kept, and gets no reply.
    const message = readBody(verified.message);
    const reply = message && replyTo(message);
    if (!message || !reply) return response.type('text/plain').send('success');
    if (reply.kind === 'empty') return response.type('text/plain').send('');
    const secrets = {
      componentAppid: platform.component.appid,
      token: platform.callback.token,
      request: verified,
      now,
    };
    return response.type('text/xml').send(encryptedReply(message, reply.content, secrets));
  };

  return express
    .Router()
    .post(paths, express.raw({ type: () => true, limit: '64kb', inflate: false }), receive)
    .all(paths, (_request, response) => refuse(response.set('Allow', 'POST'), refusals.method))
    .use(paths, refuseBody);
};

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
