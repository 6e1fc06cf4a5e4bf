import { randomBytes } from 'node:crypto';
import { ApplicationFailure, defaultPayloadConverter, toPayloads } from '@temporalio/common';
import {
  decodeFromPayloadsAtIndex,
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  encodeToPayloads,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import { describe, expect, it } from 'vitest';
import { createDataConverter } from '../../temporal/data-converter.ts';
import { createPayloadCodec } from '../../temporal/payload-codec.ts';

const older = { id: 'older', key: randomBytes(32) };
const newer = { id: 'newer', key: randomBytes(32) };
const value = { nickName: '备忘小程序', sets: [17, 18] };
const plainPayloads = () => toPayloads(defaultPayloadConverter, value) ?? [];

describe('the payload codec', () => {
  it('gives back what it encrypted, and leaves nothing to read but the key id', async () => {
    const codec = createPayloadCodec([newer]);
    const [encoded] = await codec.encode(plainPayloads());
    const metadata = Object.entries(encoded?.metadata ?? {}).map(([name, bytes]) => [
      name,
      Buffer.from(bytes).toString(),
    ]);
    expect(Object.fromEntries(metadata)).toEqual({ encoding: 'binary/encrypted', 'encryption-key-id': 'newer' });
    expect(Buffer.from(encoded?.data ?? []).toString('latin1')).not.toContain('nickName');
    const converter = loadDataConverter(createDataConverter([newer]));
    expect(await decodeFromPayloadsAtIndex(converter, 0, await encodeToPayloads(converter, value))).toEqual(value);
  });

  it('decrypts under a key that was replaced', async () => {
    const encoded = await createPayloadCodec([older]).encode(plainPayloads());
    const decoded = await createPayloadCodec([newer, older]).decode(encoded);
    expect(defaultPayloadConverter.fromPayload(decoded[0] ?? {})).toEqual(value);
  });

  it('says which key is missing from the ring', async () => {
    const encoded = await createPayloadCodec([older]).encode(plainPayloads());
    await expect(createPayloadCodec([newer]).decode(encoded)).rejects.toThrow("no key 'older'");
  });

  it('lets payloads through that nobody encrypted', async () => {
    expect(await createPayloadCodec([newer]).decode(plainPayloads())).toEqual(plainPayloads());
  });
});

describe('the failure converter', () => {
  it('leaves neither message nor stack of a failure readable, and gives both back', async () => {
    const converter = loadDataConverter(createDataConverter([newer]));
    const failure = await encodeErrorToFailure(
      converter,
      ApplicationFailure.create({ type: 'WeChat.merchant', message: 'The merchant 示例企业 must act.' }),
    );
    expect(failure.message).toBe('Encoded failure');
    expect(failure.stackTrace).toBe('');
    expect(await decodeOptionalFailureToOptionalError(converter, failure)).toMatchObject({
      type: 'WeChat.merchant',
      message: 'The merchant 示例企业 must act.',
    });
  });
});
