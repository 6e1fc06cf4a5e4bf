import type { Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { json, type Request, type Response, Router } from 'express';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createPayloadCodec } from './payload-codec.ts';

const { Payloads } = proto.temporal.api.common.v1;

/** What the codec server needs. */
export type CodecServerOptions = {
  readonly ring: KeyRing;
  /** The origin of Temporal's UI, such as `http://localhost:8233`: the only one whose pages may ask. */
  readonly uiOrigin: string;
  /** Whether this request comes from somebody who may read payloads. */
  readonly authorize: (request: Request) => boolean | Promise<boolean>;
};

/**
 * `POST /decode` for Temporal's UI and CLI. Credentials inside stay sealed: their keys are others.
 * @see https://docs.temporal.io/codec-server
 */
export const createCodecServer = ({ ring, uiOrigin, authorize }: CodecServerOptions): Router => {
  const codec = createPayloadCodec(ring);
  const router = Router();
  router.use('/decode', (request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': uiOrigin,
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'x-namespace, content-type, authorization',
      'Access-Control-Allow-Credentials': 'true',
      Vary: 'Origin',
    });
    if (request.method === 'OPTIONS') response.sendStatus(204);
    else next();
  });
  router.post('/decode', async (request, response, next) => {
    if (await authorize(request)) next();
    else refuse(response, 401, 'Sign in as an operator to read payloads.');
  });
  router.post('/decode', json({ limit: '4mb', type: () => true }), async (request, response) => {
    try {
      const decoded = await codec.decode(payloadsOf(request.body));
      response.json(Payloads.toObject(Payloads.fromObject({ payloads: decoded }), { bytes: String }));
    } catch {
      refuse(
        response,
        400,
        'These payloads can not be decoded: not payloads, altered, or their key has left the ring.',
      );
    }
  });
  return router;
};

const payloadsOf = (body: unknown): Payload[] => {
  if (typeof body !== 'object' || body === null || !('payloads' in body))
    throw new Error('The body has no `payloads`.');
  return Payloads.fromObject(body).payloads;
};

const refuse = (response: Response, status: number, message: string) => response.status(status).json({ message });
