import { describe, expect, it } from 'vitest';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const history = async () => (await stage.client.revertCodeReleaseGetHistoryVersion(appid, {})).version_list;
const names = async () => (await history()).map(({ user_version }) => user_version);
const numberOf = async (version: string) =>
  (await history()).find(({ user_version }) => user_version === version)?.app_version;
const rollBack = (app_version?: number) => stage.client.revertCodeRelease(appid, { app_version });

describe('a rollback', () => {
  it('needs a version before the online one', async () => {
    await expect(rollBack()).rejects.toMatchObject(refusedWith(87012));
    await code.online('1.0.0');
    expect(await history()).toEqual([]);
    await expect(rollBack()).rejects.toMatchObject(refusedWith(87012));
  });

  it('goes to the version before, once, and forgets the one left behind', async () => {
    await code.online('1.0.0', '1.1.0', '1.2.0');
    await rollBack();
    expect(await code.released()).toBe('1.1.0');
    expect(await names()).toEqual(['1.0.0']);
    await expect(rollBack()).rejects.toMatchObject(refusedWith(87012));
    await expect(rollBack(await numberOf('1.0.0'))).rejects.toMatchObject(refusedWith(87012));
    expect(await code.released()).toBe('1.1.0');
  });

  it('goes to a version that is named', async () => {
    await code.online('1.0.0', '1.1.0', '1.2.0');
    await expect(rollBack(999)).rejects.toMatchObject(refusedWith(87012));
    await rollBack(await numberOf('1.0.0'));
    expect(await code.released()).toBe('1.0.0');
    expect(await names()).toEqual(['1.1.0']);
  });

  it('has at most 5 versions to go to', async () => {
    await code.online('1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0');
    expect(await names()).toEqual(['1.5.0', '1.4.0', '1.3.0', '1.2.0', '1.1.0']);
    expect((await history())[0]).toEqual({
      app_version: expect.any(Number),
      user_version: '1.5.0',
      user_desc: 'build 1.5.0',
      commit_time: expect.any(Number),
    });
  });

  it('does not lead back over a staged release that was cancelled', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await stage.client.grayRelease(appid, { gray_percentage: 10 });
    await stage.client.revertGrayRelease(appid, {});
    await code.online('1.2.0');
    await expect(rollBack()).rejects.toMatchObject(refusedWith(87012));
    await code.online('1.3.0');
    await rollBack();
    expect(await code.released()).toBe('1.2.0');
  });

  it('leads back from a version that was released after its staged release was cancelled', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await stage.client.grayRelease(appid, { gray_percentage: 10 });
    await stage.client.revertGrayRelease(appid, {});
    await stage.client.release(appid, {});
    await rollBack();
    expect(await code.released()).toBe('1.0.0');
  });

  it('spends no submission and leaves the approved version in need of a new audit', async () => {
    await code.online('1.0.0', '1.1.0');
    const before = await stage.client.setCodeAuditQuota(appid, {});
    await rollBack();
    expect(await stage.client.setCodeAuditQuota(appid, {})).toEqual(before);
    expect(await code.status()).toBe(0);
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85020));
    await code.online('1.2.0');
    expect(await code.released()).toBe('1.2.0');
    await rollBack();
    expect(await code.released()).toBe('1.0.0');
  });
});
