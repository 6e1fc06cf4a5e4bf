import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withCloudToken } from '../../credentials/cloud-token.ts';

const component = { kind: 'component' } as const;
const ofAccounts = vi.fn(async () => 'token of an account');
const transient = (hint: string) => ({
  failure: { class: 'transient', effect: 'none', hint: expect.stringContaining(hint) },
});

let folder: string;
let file: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-cloud-'));
  file = join(folder, 'cloudbase_access_token');
  now = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const readerOf = () => {
  const ofOthers = { read: ofAccounts, renew: async () => {}, atHand: () => undefined };
  return withCloudToken(ofOthers, file, () => now);
};
const tokensOf = () => readerOf().read;

describe("the platform's token in cloud mode", () => {
  it('is the one in the file, which is looked at again every 10 minutes', async () => {
    await writeFile(file, 'first\n');
    const tokens = tokensOf();
    expect(await tokens(component)).toBe('first');
    await writeFile(file, 'second');
    expect(await tokens(component)).toBe('first');
    now = 10 * 60_000;
    expect(await tokens(component)).toBe('second');
  });

  it('is read again at once where WeChat refused it', async () => {
    await writeFile(file, 'first');
    const tokens = tokensOf();
    await tokens(component);
    await expect(tokens(component, 'first')).rejects.toMatchObject(transient('has not written another one'));
    await writeFile(file, 'second');
    expect(await tokens(component, 'first')).toBe('second');
  });

  it('is not there before WeChat has written it', async () => {
    const tokens = tokensOf();
    await expect(tokens(component)).rejects.toMatchObject(transient("can't be read"));
    await writeFile(file, 'default-tcb-wx-access-token');
    await expect(tokens(component)).rejects.toMatchObject(transient('has not written'));
    await writeFile(file, 'first');
    expect(await tokens(component)).toBe('first');
  });

  it('is at hand once it was read, whoever asks', async () => {
    const reader = readerOf();
    expect(reader.atHand(component)).toBeUndefined();
    await writeFile(file, 'first');
    await reader.renew(component);
    expect(reader.atHand(component)).toBe('first');
  });

  it('leaves the tokens of accounts where they are', async () => {
    expect(await tokensOf()({ kind: 'authorizer', appid: 'wx1' }, 'stale')).toBe('token of an account');
    expect(ofAccounts).toHaveBeenCalledWith({ kind: 'authorizer', appid: 'wx1' }, 'stale');
  });
});
