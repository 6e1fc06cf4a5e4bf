import { describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { refusedWith } from './stage.ts';

freshStage();

const status = async () => (await stage.client.getVisitStatus(appid, {})).status;
const open = () => stage.client.setVisitStatusOpen(appid, {});
const close = () => stage.client.setVisitStatusClose(appid, {});

describe('the service', () => {
  it('is suspended and taken up again by its owner once something is online', async () => {
    expect(await status()).toBe(1);
    await expect(close()).rejects.toMatchObject(refusedWith(85021));
    await code.online('1.0.0');
    await close();
    await close();
    expect(await status()).toBe(0);
    await open();
    expect(await status()).toBe(1);
  });

  it.each(['takeDown', 'barAccount'])('is suspended by a punishment (%s) until its days are over', async (does) => {
    await code.online('1.0.0');
    await stage.order('/punishments', { appid, does, days: 3 });
    expect(await status()).toBe(0);
    await expect(open()).rejects.toMatchObject(refusedWith(85021));
    await stage.advance(3 * day);
    expect(await status()).toBe(1);
    await close();
  });

  it('refuses an action that is neither open nor close with a code of its own', async () => {
    const token = await stage.tokens({ kind: 'authorizer', appid });
    const body = JSON.stringify({ action: 'pause' });
    const { answer } = await stage.call(`/wxa/change_visitstatus?access_token=${token}`, { method: 'POST', body });
    expect(answer.errcode).toBe(85022);
  });

  it('asks users for a published base library', async () => {
    const set = (version: string) => stage.client.setSupportVersion(appid, { version });
    await expect(set('newest')).rejects.toMatchObject(refusedWith(85015));
    await expect(set('3.0.1')).rejects.toMatchObject(refusedWith(89014));
    await set('3.6.6');
    const { now_version, uv_info } = await stage.client.getSupportVersion(appid, {});
    expect(now_version).toBe('3.6.6');
    const parts = uv_info?.items.map(({ percentage }) => percentage) ?? [];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(100);
  });
});
