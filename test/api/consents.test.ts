import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cancel } from '../../messages/actions.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { type FakeStage, startFakeStage } from '../workflows/fake-activities.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
let stage: FakeStage;
let registered: number;
beforeAll(async () => {
  api = await openWholeApi(false);
  registered = 0;
  stage = await startFakeStage(
    {
      readSubject: async () => ({ principalName: '示例', verified: true, permissionSets: [27] }),
      readAuthorizer: async () => newAuthorizer('wx_lender'),
      registerWithSubject: async () => {
        registered += 1;
        throw new Error('Nothing is to be registered here.');
      },
    },
    api.temporal.options.namespace,
  );
});
afterAll(async () => {
  await stage.stop();
  await api.close();
});

const started = z.object({ id: z.string(), url: z.string() });
const shown = z.object({ links: z.array(z.object({ rel: z.string(), href: z.string() })) });

/** A registration whose admin is asked, of a merchant of its own. */
const begin = async () => {
  const officialAccount = `wx${randomUUID().slice(0, 8)}`;
  const merchantId = `m-${officialAccount}`;
  await stage.account(officialAccount);
  const restart = async () => {
    const answer = await api.call('POST', '/v1/official-account-registrations', {
      body: { officialAccount, merchantId },
    });
    return started.parse(answer.body);
  };
  return { merchantId, restart, ...(await restart()) };
};
const consentLink = async (url: string): Promise<string> => {
  let href: string | undefined;
  const read = async () => {
    const { links } = shown.parse((await api.call('GET', url)).body);
    href = links.find(({ rel }) => rel === 'consent')?.href;
    return href;
  };
  await expect.poll(read, { timeout: 20_000 }).toBeDefined();
  return String(href);
};
/** Where WeChat sends the browser of whoever opened our page now. */
const wayBack = async (link: string): Promise<string> => {
  const html = await (await fetch(link)).text();
  const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(html) ?? [];
  const back = new URL(String(new URL(href.replaceAll('&amp;', '&')).searchParams.get('redirect_uri')));
  back.searchParams.set('ticket', 'a-ticket');
  return back.href;
};
const comeBack = async (href: string) => {
  const response = await fetch(href, { redirect: 'manual' });
  return { status: response.status, html: await response.text() };
};
const revoke = (body: object) => api.call('POST', '/v1/page-link-revocations', { body });

describe("a page of consent whose merchant's links were revoked", () => {
  it('is dead, and takes no proof from a view of before', async () => {
    const { merchantId, url } = await begin();
    const link = await consentLink(url);
    const back = await wayBack(link);
    expect((await revoke({ merchantId })).status).toBe(201);
    const page = await fetch(link);
    expect([page.status, (await page.text()).includes('链接已停用')]).toEqual([410, true]);
    expect(await comeBack(back)).toMatchObject({ status: 410, html: expect.stringContaining('链接已停用') });
    expect(registered).toBe(0);
  });
});

describe('a proof of consent', () => {
  it('counts for the run that asked for it, and for none after it', async () => {
    const { id, url, restart } = await begin();
    const back = await wayBack(await consentLink(url));
    await api.temporal.workflow.getHandle(id).executeUpdate(cancel, { args: [{ by: 'test' }] });
    await api.temporal.workflow.getHandle(id).result();
    const again = await restart();
    await consentLink(again.url);
    expect((await comeBack(back)).status).toBe(410);
    expect(await consentLink(again.url)).toContain('/consents/');
    expect(registered).toBe(0);
  });
});
