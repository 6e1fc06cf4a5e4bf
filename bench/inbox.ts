import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInbox } from '../api/callbacks/inbox.ts';
import type { Report } from './report.ts';
import { ratio } from './table.ts';

const callbacks = 4_096;
const entry = { encrypted: 'x'.repeat(700), pathAppid: 'wx0123456789abcdef', receivedAt: 0 };
const place = { lane: 'others', queue: 'bench' } as const;

/** Synced commits of the inbox by how many callbacks arrive at once: they share the sync. */
export const measureInbox = async (report: Report): Promise<void> => {
  const rows = [];
  let alone: number | undefined;
  for (const inFlight of [1, 16, 64, 256]) {
    const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
    const inbox = await openInbox(folder);
    const begun = performance.now();
    for (let done = 0; done < callbacks; done += inFlight) {
      await Promise.all(Array.from({ length: inFlight }, () => inbox.commit(place, entry)));
    }
    const each = (performance.now() - begun) / callbacks;
    alone ??= each;
    rows.push({
      'in flight': inFlight,
      'ms each': each.toFixed(3),
      'per s': Math.round(1_000 / each),
      'time against one': ratio(each, alone),
    });
    await inbox.close();
    await rm(folder, { recursive: true, force: true });
  }
  report.table(`Inbox: ${callbacks} synced commits of 700 bytes`, rows);
};
