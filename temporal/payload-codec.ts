import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createRingCipher } from '../credentials/ring-cipher.ts';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const encoding = 'binary/encrypted';
const keyIdField = 'encryption-key-id';
/** Payloads belong to nobody in particular: history moves between runs and workflows. */
const unbound = '';

/**
 * Encrypts whole payloads under the ring's first key, decrypts under any; what is not encrypted passes through.
 * @see https://docs.temporal.io/payload-codec
 */
export const createPayloadCodec = (ring: KeyRing): PayloadCodec => {
  const cipher = createRingCipher(ring, 'weft payload codec');
  const encode = (payload: Payload): Payload => {
    const { keyId, ciphertext } = cipher.encrypt(PayloadMessage.encode(payload).finish(), unbound);
    return {
      metadata: { encoding: Buffer.from(encoding), [keyIdField]: Buffer.from(keyId) },
      data: ciphertext,
    };
  };
  const decode = (payload: Payload): Payload => {
    const keyId = keyOf(payload);
    if (keyId === undefined) return payload;
    const plaintext = cipher.decrypt(keyId, payload.data ?? Buffer.alloc(0), unbound);
    return PayloadMessage.decode(plaintext);
  };
  return {
    encode: async (payloads) => payloads.map(encode),
    decode: async (payloads) => payloads.map(decode),
  };
};

/** The id of the key that a payload is under; none where it is not encrypted. */
export const keyOf = (payload: Payload): string | undefined =>
  textOf(payload, 'encoding') === encoding ? textOf(payload, keyIdField) : undefined;

const textOf = (payload: Payload, field: string): string => Buffer.from(payload.metadata?.[field] ?? []).toString();
