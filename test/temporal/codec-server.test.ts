import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealer } from '../../credentials/sealer.ts';
import { createCodecServer } from '../../temporal/codec-server.ts';
import { createPayloadCodec } from '../../temporal/payload-codec.ts';
import { listen } from '../listen.ts';

const { Payloads } = proto.temporal.api.common.v1;
const ring = [{ id: 'test', key: randomBytes(32) }];
const uiOrigin = 'http://localhost:8233';

let server: Server;
let url: string;
beforeAll(async () => {
  const authorize = (request: express.Request) => request.get('authorization') === 'Bearer operator';
  server = createServer(express().use('/codec', createCodecServer({ ring, uiOrigin, authorize })));
  url = `http://127.0.0.1:${await listen(server)}/codec/decode`;
});
afterAll(() => server.close());

const encoded = async (value: unknown) => {
  const payload = defaultPayloadConverter.toPayload(value);
  const payloads = await createPayloadCodec(ring).encode(payload ? [payload] : []);
  return JSON.stringify(Payloads.toObject(Payloads.fromObject({ payloads }), { bytes: String }));
};

const decode = (body: string, authorization = 'Bearer operator') =>
  fetch(url, { method: 'POST', body, headers: { authorization, 'content-type': 'application/json' } });

describe('the codec server', () => {
  it('decodes for an operator, who sees names and no credential', async () => {
    const token = createSealer(ring, randomBytes(32)).seal('component:ticket', 'ticket@@@secret');
    const response = await decode(await encoded({ nickName: '备忘小程序', token }));
    expect(response.status).toBe(200);
    const { payloads } = (await response.json()) as { payloads: { data: string }[] };
    const shown = Buffer.from(payloads[0]?.data ?? '', 'base64').toString();
    expect(JSON.parse(shown)).toMatchObject({ nickName: '备忘小程序', token: { owner: 'component:ticket' } });
    expect(shown).not.toContain('secret');
  });

  it('decodes nothing for a stranger', async () => {
    const response = await decode(await encoded('name'), 'Bearer stranger');
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Sign in as an operator to read payloads.' });
  });

  it("answers the preflight of Temporal's UI, and of its origin only", async () => {
    const response = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(uiOrigin);
    expect(response.headers.get('access-control-allow-headers')).toBe('x-namespace, content-type, authorization');
  });

  it.each(['[]', '{"payloads":7}', '"text"'])('refuses what holds no payloads: %s', async (body) => {
    expect((await decode(body)).status).toBe(400);
  });

  it('refuses payloads encrypted under a key that is not in the ring', async () => {
    const foreign = await createPayloadCodec([{ id: 'foreign', key: randomBytes(32) }]).encode([{}]);
    const body = JSON.stringify(Payloads.toObject(Payloads.fromObject({ payloads: foreign }), { bytes: String }));
    expect((await decode(body)).status).toBe(400);
  });
});
