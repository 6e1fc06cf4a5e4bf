import { describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const gray = (gray_percentage: number, groups: object = {}) =>
  stage.client.grayRelease(appid, { gray_percentage, ...groups });
const plan = async () => (await stage.client.getGrayReleasePlan(appid, {})).gray_release_plan;

describe('a staged release', () => {
  it('needs a version online and an approved one', async () => {
    expect(await plan()).toBeUndefined();
    await code.approved('1.0.0');
    await expect(gray(10)).rejects.toMatchObject(refusedWith(85079));
    await stage.client.release(appid, {});
    await expect(gray(10)).rejects.toMatchObject(refusedWith(85080));
    await code.submitted('1.1.0');
    await expect(gray(10)).rejects.toMatchObject(refusedWith(85080));
  });

  it('begins with a part of the users or with a group', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await expect(gray(0)).rejects.toMatchObject(refusedWith(85081));
    await gray(0, { support_experiencer_first: true });
    expect(await plan()).toMatchObject({ status: 1, gray_percentage: 0, support_experiencer_first: true });
  });

  it('is refused for an account that is not set up', async () => {
    const bare = await stage.account({ initialised: false });
    await expect(stage.client.grayRelease(bare.appid, { gray_percentage: 1 })).rejects.toMatchObject(
      refusedWith(86002),
    );
  });

  it('only rises, and ends with a full release', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await gray(10);
    await expect(gray(10)).rejects.toMatchObject(refusedWith(85082));
    await expect(gray(9)).rejects.toMatchObject(refusedWith(85082));
    await gray(50);
    expect(await plan()).toMatchObject({ status: 1, gray_percentage: 50 });
    expect(await code.released()).toBe('1.0.0');
    await gray(100);
    expect(await plan()).toMatchObject({ status: 3, gray_percentage: 100 });
    expect(await code.released()).toBe('1.1.0');
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85052));
  });

  it('becomes a full one by itself on day 15', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await gray(10);
    await stage.advance(15 * day - 60_000);
    expect(await plan()).toMatchObject({ status: 1 });
    await stage.advance(60_000);
    expect(await plan()).toMatchObject({ status: 3, gray_percentage: 100 });
    expect(await code.released()).toBe('1.1.0');
  });

  it('lets nothing else be released or rolled back, and commits and audits go on', async () => {
    await code.online('1.0.0', '1.1.0');
    await code.approved('1.2.0');
    await gray(10);
    await expect(stage.client.revertCodeRelease(appid, {})).rejects.toMatchObject(refusedWith(87011));
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85020));
    await code.approved('1.3.0');
    await expect(stage.client.release(appid, {})).rejects.toMatchObject(refusedWith(85020));
    await gray(100);
    expect(await code.released()).toBe('1.2.0');
    await stage.client.release(appid, {});
    expect(await code.released()).toBe('1.3.0');
  });

  it('can be cancelled, after which its version waits for a release again', async () => {
    await code.online('1.0.0');
    await code.approved('1.1.0');
    await gray(10);
    await stage.client.revertGrayRelease(appid, {});
    expect(await plan()).toMatchObject({ status: 4 });
    await expect(stage.client.revertGrayRelease(appid, {})).rejects.toMatchObject(refusedWith(40097));
    await stage.advance(16 * day);
    expect(await code.released()).toBe('1.0.0');
    await gray(5);
    expect(await plan()).toMatchObject({ status: 1, gray_percentage: 5 });
  });
});
