import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createForwardingActivities } from '../../activities/forwarding.ts';
import { createNoticeActivities } from '../../activities/notices.ts';
import { createSealer } from '../../credentials/sealer.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import { rulesFor, rulesForNotice } from '../../routing/forwarding.ts';
import { newAuthorizer } from '../../workflows/authorizer-state.ts';
import { listen } from '../listen.ts';
import { type FakeStage, startFakeStage } from '../workflows/fake-activities.ts';
import { idKey, ring } from './secrets.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

const rule: ForwardingRule = {
  ...{ name: 'desk', match: { notice: ['attention', 'reminder'] }, to: '', format: 'json' },
  ...{ secret: 'a-secret-of-sixteen', replies: false },
};

it('a rule for notices fits those of its kind and account, and no callback', () => {
  const rules = [rule, { ...rule, name: 'late', match: { notice: ['reminder'], appid: ['wx1'] } } as const];
  const named = (kind: 'attention' | 'reminder', appid?: string) =>
    rulesForNotice(rules, { kind, ...(appid ? { appid } : {}) }).map(({ name }) => name);
  expect([named('attention', 'wx1'), named('reminder', 'wx1'), named('reminder')]).toEqual([
    ...[['desk'], ['desk', 'late'], ['desk']],
  ]);
  expect(rulesFor(rules, { Notice: 'attention', InfoType: 'authorized' }, 'wx1')).toEqual([]);
});

describe("what the provider's own service hears of a process", () => {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const service = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) });
    response.end();
  });
  const sealer = createSealer(ring, idKey);
  let api: WholeApi;
  let stage: FakeStage;
  beforeAll(async () => {
    const forwardingRules = [{ ...rule, to: `http://127.0.0.1:${await listen(service)}/weft` }];
    api = await openWholeApi(false, { forwardingRules });
    const { temporal } = api;
    stage = await startFakeStage(
      {
        readSubject: async () => ({ principalName: '示例', verified: true, permissionSets: [27] }),
        readAuthorizer: async () => newAuthorizer('wx_lender'),
        ...createForwardingActivities({ sealer, forwardingRules }),
        ...createNoticeActivities({ temporal, sealer, forwardingRules }),
      },
      temporal.options.namespace,
    );
  });
  afterAll(async () => {
    await stage.stop();
    await api.close();
    service.close();
  });

  it('is that somebody must act, and each reminder, once and signed', async () => {
    const officialAccount = `wx${randomUUID().slice(0, 8)}`;
    await stage.account(officialAccount);
    const merchantId = 'm-notices';
    const timings = { window: 6_000, remind: [4_000] };
    const { body } = await api.call('POST', '/v1/official-account-registrations', {
      body: { officialAccount, merchantId, timings },
    });
    const { id } = z.object({ id: z.string() }).parse(body);
    await api.temporal.workflow.getHandle(id).result();
    await expect.poll(() => got.length, { timeout: 20_000 }).toBe(2);
    const [asked, reminded] = got.map(({ body }) => JSON.parse(body));
    expect(asked).toMatchObject({
      ...{ Notice: 'attention', WorkflowId: id, Workflow: 'officialAccountRegistration', MerchantId: merchantId },
      ...{ Stage: 'consent', Attention: 'merchant', What: expect.stringContaining('consent') },
      Until: expect.stringMatching(/^\d{4}-/),
    });
    expect(reminded).toMatchObject({ Notice: 'reminder', What: expect.stringContaining('Reminder 1 of 1') });
    expect(new Set(got.map(({ headers }) => headers['weft-delivery'])).size).toBe(2);
    for (const { headers, body } of got) {
      const [, t = '', v1 = ''] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['weft-signature'])) ?? [];
      expect(v1).toBe(createHmac('sha256', rule.secret).update(`${t}.${body}`).digest('hex'));
    }
  });
});
