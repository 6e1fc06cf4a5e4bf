import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { createPayloadCodec } from '../temporal/payload-codec.ts';
import type { Report } from './report.ts';
import { ratio } from './table.ts';

const rounds = 5_000;

/** What encoding a payload costs beside making it, at the sizes that occur: a signal, a progress, a large result. */
export const measureCodec = async (report: Report): Promise<void> => {
  const codec = createPayloadCodec([{ id: 'bench', key: randomBytes(32) }]);
  const rows = [];
  for (const size of [300, 3_000, 30_000]) {
    const value = { text: 'x'.repeat(size) };
    const convert = (): Payload => defaultPayloadConverter.toPayload(value);
    const plain = await timed(async () => void convert());
    const encoded = await timed(async () => void (await codec.encode([convert()])));
    const both = await timed(async () => void (await codec.decode(await codec.encode([convert()]))));
    rows.push({
      bytes: size,
      'plain µs': (plain * 1_000).toFixed(1),
      encoded: ratio(encoded, plain),
      'and decoded': ratio(both, plain),
    });
  }
  report.table('Payload codec: AES-256-GCM against the bare conversion to JSON', rows);
};

/** Milliseconds for one round, after as many to warm up. */
const timed = async (work: () => Promise<void>): Promise<number> => {
  for (let round = 0; round < rounds; round += 1) await work();
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1) await work();
  return (performance.now() - begun) / rounds;
};
