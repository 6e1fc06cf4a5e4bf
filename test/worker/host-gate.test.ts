import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';
import { serveHealth } from '../../worker/health.ts';
import { createHostGate } from '../../worker/host-gate.ts';

const failure = (change: Partial<WeChatFailure>): WeChatFailure => ({
  ...{ endpoint: 'POST /wxa/commit', kind: 'refused', class: 'stop', scope: 'host', effect: 'none', errcode: 61004 },
  ...{ errmsg: 'access clientip is not registered requestIP: 203.0.113.9', host: 'worker-1' },
  ...{ hint: '', hintZh: '', ...change },
});
const refusal = new WeChatError(failure({}));
const transport = new WeChatError(failure({ kind: 'transport', class: 'transient' }));
const { scope: _host, ...ofAnotherKind } = failure({ class: 'quota', errcode: 45009 });

/** A gate whose probes end as they are told, in order; how often it asked, and what it said. */
const gateWith = (...probes: ('admitted' | Error)[]) => {
  let asked = 0;
  const told: (string | undefined)[] = [];
  const gate = createHostGate({
    every: 1,
    probe: async () => {
      const answer = probes[asked];
      asked += 1;
      if (answer instanceof Error) throw answer;
    },
    changed: (refused) => told.push(refused?.why),
  });
  opened.push(gate);
  return { gate, told, asked: () => asked };
};
const opened: { stop(): void }[] = [];
afterEach(() => {
  for (const gate of opened.splice(0)) gate.stop();
});

const context = {
  slotType: 'activity',
  taskQueue: 'weft',
  workerIdentity: '',
  workerBuildId: '',
  isSticky: false,
} as const;
const slotsOf = ({ gate }: ReturnType<typeof gateWith>) => {
  const { supplier } = gate.slots(2);
  return {
    now: () => supplier.tryReserveSlot(context) !== null,
    later: (signal = new AbortController().signal) => supplier.reserveSlot(context, signal),
    release: () => supplier.releaseSlot({ permit: {} }),
  };
};

it('Slots are as many as there are, and go on to who waits', async () => {
  const slots = slotsOf(gateWith());
  expect([slots.now(), slots.now(), slots.now()]).toEqual([true, true, false]);
  const waiting = slots.later();
  const given = new AbortController();
  const gone = slots.later(given.signal);
  given.abort();
  await expect(gone).rejects.toBe(given.signal.reason);
  slots.release();
  await waiting;
  expect(slots.now()).toBe(false);
});

it('A host that is refused gives out none until WeChat answers it anything else', async () => {
  const stage = gateWith(refusal, transport, new WeChatError(ofAnotherKind));
  const slots = slotsOf(stage);
  stage.gate.refused(failure({}));
  stage.gate.refused(failure({}));
  expect(slots.now()).toBe(false);
  await slots.later();
  expect(stage.asked()).toBe(3);
  expect(stage.gate.refusal()).toBeUndefined();
  expect(stage.told).toEqual([expect.stringMatching(/worker-1 \(61004\): add 203\.0\.113\.9 to 白名单IP/), undefined]);
});

it('Slots for the token of the probe are given out while it runs', async () => {
  const token = () => ours.supplier.reserveSlot(context, new AbortController().signal);
  const gate = createHostGate({ every: 1, probe: () => token() });
  opened.push(gate);
  const ours = gate.slots(1, { forProbe: true });
  const others = gate.slots(1);
  gate.refused(failure({}));
  expect([ours, others].map(({ supplier }) => supplier.tryReserveSlot(context))).toEqual([null, null]);
  await expect.poll(gate.refusal).toBeUndefined();
});

it('A worker says at /ready what keeps it from its work', async () => {
  const gate = createHostGate({ probe: async () => {} });
  opened.push(gate);
  const port = await freePort('127.0.0.1');
  const server = serveHealth({ host: '127.0.0.1', port }, gate.refusal);
  await once(server, 'listening');
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, body: await response.json() };
  };
  try {
    expect(await get('/ready')).toEqual({ status: 200, body: { status: 'ready' } });
    gate.refused(failure({}));
    expect(await get('/ready')).toMatchObject({
      status: 503,
      body: { status: expect.stringContaining('203.0.113.9') },
    });
    expect(await get('/health')).toEqual({ status: 200, body: { status: 'up' } });
  } finally {
    server.close();
  }
});
