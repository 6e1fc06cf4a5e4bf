import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { KeyRing } from '../credentials/key-ring.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** The module of the failure converter, for the workflow bundler: failures made in workflows are encoded too. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));

/** What every client and worker converts payloads and failures with. */
export const createDataConverter = (ring: KeyRing): DataConverter => ({
  failureConverterPath,
  payloadCodecs: [createPayloadCodec(ring)],
});
