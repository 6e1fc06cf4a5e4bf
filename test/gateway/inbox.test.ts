import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Inbox, type Lane, openInbox } from '../../api/callbacks/inbox.ts';
import { encryptedOf, temporaryDirectory, temporaryInbox } from './gateway.ts';

const add = (inbox: Inbox, lane: Lane, encrypted: string, receivedAt = 1) =>
  inbox.commit({ lane, queue: 'wx1' }, { encrypted, receivedAt });
const contentOf = (inbox: Inbox, lane: Lane, above = 0, limit = 1_000_000) =>
  inbox.keys(lane, above, limit).map((key) => encryptedOf(inbox.read(key)));

/** A process that commits until it is killed; `committed` are those it reported. */
const committingProcess = async (directory: string, until: number) => {
  const script = fileURLToPath(new URL('committing-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const committed: string[] = [];
  const lines = createInterface(child.stdout).on('line', (line) => committed.push(line));
  const reached = new Promise<void>((resolve) => {
    lines.on('line', () => committed.length === until && resolve());
  });
  await reached;
  return {
    committed,
    kill: async () => {
      child.kill('SIGKILL');
      await Promise.all([once(child, 'exit'), once(lines, 'close')]);
    },
  };
};

describe('the inbox', () => {
  it('gives back what was committed, in order of arrival within each lane', async () => {
    const inbox = await temporaryInbox();
    for (const encrypted of ['a', 'b', 'c']) await add(inbox, 'others', encrypted);
    await add(inbox, 'codes', 'code');
    expect(contentOf(inbox, 'others')).toEqual(['a', 'b', 'c']);
    expect(contentOf(inbox, 'codes')).toEqual(['code']);
  });

  it('keeps the order of commits that come together', async () => {
    const inbox = await temporaryInbox();
    const all = Array.from({ length: 500 }, (_, index) => String(index));
    await Promise.all(all.map((encrypted) => add(inbox, 'others', encrypted)));
    expect(contentOf(inbox, 'others')).toEqual(all);
  });

  it('reads on from where a reader stopped', async () => {
    const inbox = await temporaryInbox();
    for (const encrypted of ['a', 'b', 'c', 'd']) await add(inbox, 'others', encrypted);
    const [, second] = inbox.keys('others', 0, 2);
    expect(contentOf(inbox, 'others', second?.number, 1)).toEqual(['c']);
    expect(contentOf(inbox, 'others', second?.number)).toEqual(['c', 'd']);
  });

  it('says how many wait and since when', async () => {
    const inbox = await temporaryInbox();
    expect(inbox.waiting()).toEqual({ count: 0 });
    await add(inbox, 'others', 'a', 3_000);
    await add(inbox, 'codes', 'b', 2_000);
    await add(inbox, 'codes', 'c', 1_000);
    expect(inbox.waiting()).toEqual({ count: 3, oldest: 2_000 });
    for (const key of inbox.keys('codes', 0, 2)) await inbox.remove(key);
    expect(inbox.waiting()).toEqual({ count: 1, oldest: 3_000 });
    for (const key of [...inbox.keys('others', 0, 1), ...inbox.keys('others', 0, 1)]) await inbox.remove(key);
    expect(inbox.waiting()).toEqual({ count: 0 });
  });

  it('calls back after each commit', async () => {
    const inbox = await temporaryInbox();
    const seen: number[] = [];
    inbox.onCommit(() => seen.push(inbox.waiting().count));
    await add(inbox, 'others', 'a');
    await add(inbox, 'others', 'b');
    expect(seen).toEqual([1, 2]);
  });

  it('goes on counting after it was opened again, so that new arrivals come after the old', async () => {
    const directory = await temporaryDirectory();
    const first = await openInbox(directory);
    await add(first, 'codes', 'code');
    await add(first, 'others', 'old');
    await first.close();
    const second = await openInbox(directory);
    onTestFinished(() => second.close());
    await add(second, 'others', 'new');
    expect(contentOf(second, 'others')).toEqual(['old', 'new']);
    expect(second.waiting().count).toBe(3);
  });

  it('is writable while it is open, and refuses once it is closed', async () => {
    const inbox = await openInbox(await temporaryDirectory());
    expect(await inbox.writable()).toBe(true);
    await inbox.close();
    expect(await inbox.writable()).toBe(false);
    await expect(add(inbox, 'others', 'late')).rejects.toThrow('The inbox is closed.');
  });

  it('refuses what a full disk can not take, keeps the rest and its process, and goes on once there is room', async () => {
    const script = fileURLToPath(new URL('full-disk-process.ts', import.meta.url));
    const limited = `ulimit -f 1024; exec "${process.execPath}" --import tsx "${script}" "${await temporaryDirectory()}"`;
    const child = spawn('bash', ['-c', limited], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(JSON.parse(said)).toEqual({ refused: true, kept: true, writableAgain: true });
    expect(code).toBe(0);
  });

  it('holds everything it reported as committed after its process was killed', async () => {
    const directory = await temporaryDirectory();
    const writer = await committingProcess(directory, 2_000);
    await writer.kill();
    const inbox = await openInbox(directory);
    onTestFinished(() => inbox.close());
    const kept = new Set(contentOf(inbox, 'others'));
    expect(writer.committed.filter((encrypted) => !kept.has(encrypted))).toEqual([]);
    expect(kept.size).toBeGreaterThanOrEqual(2_000);
    expect(inbox.waiting().count).toBe(kept.size);
  });

  it('belongs to one process, and to the next as soon as that one is gone', async () => {
    const directory = await temporaryDirectory();
    const writer = await committingProcess(directory, 1);
    await expect(openInbox(directory)).rejects.toThrow(
      /Another process uses the directory .* Stop it, or give each api/,
    );
    await writer.kill();
    const inbox = await openInbox(directory);
    await expect(openInbox(directory)).rejects.toThrow('Another process uses the directory');
    await inbox.close();
    await (await openInbox(directory)).close();
  });
});
