import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConfirmFiles } from '../../api/confirm-files.ts';
import { createServer } from '../../api/server.ts';
import type { ConfirmFile } from '../../messages/platform-domains.ts';
import { listeningServer } from './listening.ts';

const file = { name: 'Ab3-_x9.txt', content: 'd41d8cd98f00b204\r\n é' };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A gateway that serves what is read so. */
const serving = async (read: () => Promise<readonly ConfirmFile[]>) => {
  const { url, server, close } = await listeningServer();
  closing.push(close);
  server.on('request', createServer(pino({ level: 'silent' }), [createConfirmFiles(read)]));
  return (path: string) => fetch(`${url}${path}`);
};

describe('the confirm files of business domains', () => {
  it('are served at the root under their own name, byte for byte', async () => {
    const get = await serving(async () => [file]);
    const answer = await get('/Ab3-_x9.txt');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(file.content));
  });

  it.each(['/ab3-_x9.txt', '/other.txt', '/Ab3-_x9', '/.txt', '/a/Ab3-_x9.txt', '/%2e%2e%2fAb3-_x9.txt'])(
    'are nothing else: %s is not found',
    async (path) => {
      const get = await serving(async () => [file]);
      expect((await get(path)).status).toBe(404);
    },
  );

  it('are read once for all who ask at the same time, and are served while Temporal is away', async () => {
    const read = vi.fn(async (): Promise<readonly ConfirmFile[]> => [file]);
    const get = await serving(read);
    await Promise.all(Array.from({ length: 20 }, () => get('/Ab3-_x9.txt')));
    expect(read.mock.calls.length).toBe(1);
    read.mockRejectedValue(new Error('away'));
    await expect
      .poll(async () => [(await get('/Ab3-_x9.txt')).status, read.mock.calls.length > 1])
      .toEqual([200, true]);
  });

  it('are found at once where one is new, though somebody has just asked for another', async () => {
    const files: ConfirmFile[] = [];
    const read = vi.fn(async () => [...files]);
    const get = await serving(read);
    expect((await get('/robots.txt')).status).toBe(404);
    files.push(file);
    expect((await get('/Ab3-_x9.txt')).status).toBe(200);
    await Promise.all(Array.from({ length: 50 }, () => get('/robots.txt')));
    expect(read.mock.calls.length).toBeLessThan(10);
  });

  it('fail where they were never read', async () => {
    const get = await serving(() => Promise.reject(new Error('away')));
    expect((await get('/Ab3-_x9.txt')).status).toBe(500);
  });
});
