import { z } from 'zod';
import { workflowIds } from '../messages/workflow-ids.ts';
import { createCallJson } from '../scripts/journey/call-json.ts';
import { waitFor } from '../scripts/wait-for.ts';
import { type Applied, readApplied } from './callbacks/applied.ts';
import { withBareGateway } from './callbacks/bare-gateway.ts';
import { type Connections, openConnections } from './callbacks/connections.ts';
import { type Sent, sendAll, sendAtRate } from './callbacks/load.ts';
import { type Account, preparePushes } from './callbacks/pushes.ts';
import { signalAll } from './callbacks/raw-signals.ts';
import { quantileOf } from './quantile.ts';
import type { Report } from './report.ts';
import { type BenchStack, onStack } from './stack.ts';
import { ratio } from './table.ts';

/** Pushes a second, how long each rate lasts in seconds, and how many pushes a burst has. */
export type CallbackLoad = {
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly burst: number;
};

/** Fewer than workflows stay in the worker's memory: their replay is what \`onboardings\` measures. */
const accountCount = 50;
/** As many as may wait at the same time at the highest rate before somebody finds no connection. */
const openLoop = 256;
/** Connections that send without a pause. */
const fullSpeed = 64;
const rawSignals = 2_000;
/** How long deliveries may take to come to an end, in milliseconds. */
const drain = 180_000;

const made = z.object({ accounts: z.array(z.object({ appid: z.string(), userName: z.string() })) });

/**
 * From a push of WeChat to the signal applied in its workflow, at constant rates and in a burst, beside the bare ways:
 * signals straight from Temporal's client, and an Express handler that keeps nothing. Whether nothing was lost or doubled.
 */
export const measureCallbacks = (report: Report, { rates, seconds, burst }: CallbackLoad): Promise<boolean> =>
  onStack(async (stack) => {
    const { say } = report;
    const accounts = await makeAccounts(stack);
    say(`${accounts.length} accounts are known`);
    const port = Number(new URL(stack.api).port);
    const prepare = (name: string, count: number) => preparePushes(stack, accounts, { name, count });
    const measured: { readonly name: string; readonly perSecond: number; readonly sent: readonly Sent[] }[] = [];
    const atRate = async (name: string, perSecond: number) => {
      const pushes = prepare(name, perSecond * seconds);
      const sent = await within(port, openLoop, (connections) => sendAtRate(connections, pushes, perSecond));
      await drained(stack);
      say(`${sent.length} pushes at ${perSecond}/s are answered and delivered`);
      return { name, perSecond, sent };
    };
    const atFullSpeed = (to: number, name: string) => {
      const pushes = prepare(name, burst);
      return within(to, fullSpeed, (connections) => sendAll(connections, pushes, fullSpeed));
    };

    await atRate('warm', 50);
    const raw = await signalAll(stack.temporal, accounts, { name: 'raw', count: rawSignals, atOnce: fullSpeed });
    say(`${rawSignals} signals of the bare client are taken`);
    for (const perSecond of rates) measured.push(await atRate(`rate${perSecond}`, perSecond));
    const [bareBefore, durable, bareAfter] = await withBareGateway(async (bare) => {
      // Both as warm: V8 takes thousands of requests to compile all that a request needs.
      await atFullSpeed(bare, 'barewarm');
      await atFullSpeed(port, 'burstwarm');
      await drained(stack);
      const before = await atFullSpeed(bare, 'bare');
      const own = await atFullSpeed(port, 'burst');
      await drained(stack);
      say(`a burst of ${burst} pushes is answered and delivered`);
      return [before, own, await atFullSpeed(bare, 'bare')] as const;
    });

    const histories = await readAll(stack, accounts, measured.concat({ name: 'burst', perSecond: 0, sent: durable }));
    const rows = measured.map(({ perSecond, sent }) => ({ 'pushes/s': perSecond, ...rowOf(sent, histories) }));
    report.text(
      `Signed, encrypted pushes (wxa_illegal_record) over ${accounts.length} accounts, sent when they are due whatever the answers take, ${seconds} s at each rate; latencies count from when a push was due. It is applied when the history of its account says that the workflow task with its signal ended. Lost and doubled are counted there too, push by push.`,
    );
    report.table('Constant rates', rows);
    const appliedBurst = durable.flatMap(({ id }) => histories.get(id) ?? []);
    const begun = Math.min(...durable.map(({ due }) => due));
    const deliveredRate = (burst * 1_000) / (Math.max(...appliedBurst) - begun);
    const rawRate = (rawSignals * 1_000) / raw;
    report.table(`Signals taken, ${fullSpeed} in flight`, [
      {
        what: 'the bare Temporal client, the same signals to the same workflows',
        'signals/s': Math.round(rawRate),
        'to the bare client': ratio(1, 1),
      },
      {
        what: 'pushes of the burst, from the first one due to the last one applied',
        'signals/s': Math.round(deliveredRate),
        'to the bare client': ratio(deliveredRate, rawRate),
      },
    ]);
    const bareRate = (rateOf(bareBefore) + rateOf(bareAfter)) / 2;
    report.table(`A burst of ${burst} pushes at full speed, ${fullSpeed} connections`, [
      {
        gateway: 'bare Express: reads the body, answers',
        'answers/s': Math.round(bareRate),
        'to bare': ratio(1, 1),
        ...latenciesOf([...bareBefore, ...bareAfter]),
      },
      {
        gateway: 'Weft: verified, decrypted, parsed, synced to the disk, answered, while it delivers',
        'answers/s': Math.round(rateOf(durable)),
        'to bare': ratio(rateOf(durable), bareRate),
        ...latenciesOf(durable),
      },
    ]);
    const wrong = [...measured.map(({ sent }) => sent), durable].map((sent) => countsOf(sent, histories));
    const lost = wrong.reduce((sum, each) => sum + each.lost, 0);
    const doubled = wrong.reduce((sum, each) => sum + each.doubled, 0);
    report.text(
      `Of the burst ${wrong.at(-1)?.lost} were lost and ${wrong.at(-1)?.doubled} doubled; it was delivered ${((Math.max(...appliedBurst) - begun) / 1_000).toFixed(1)} s after its first push.`,
    );
    return lost === 0 && doubled === 0;
  });

/** When each push was applied, as often as it was. */
type Histories = ReadonlyMap<string, readonly number[]>;

const readAll = async (
  { temporal }: BenchStack,
  accounts: readonly Account[],
  measured: readonly { readonly sent: readonly Sent[] }[],
): Promise<Histories> => {
  const sent = measured.flatMap((each) => each.sent);
  const deadline = Date.now() + drain;
  for (;;) {
    const applied = byId(await readApplied(temporal, accounts));
    if (sent.every(({ id }) => applied.has(id)) || Date.now() > deadline) return applied;
  }
};

const byId = (all: readonly Applied[]): Histories => {
  const times = new Map<string, number[]>();
  for (const { id, at } of all) times.set(id, [...(times.get(id) ?? []), at]);
  return times;
};

const countsOf = (sent: readonly Sent[], histories: Histories) => ({
  lost: sent.filter(({ id }) => !histories.has(id)).length,
  doubled: sent.filter(({ id }) => (histories.get(id)?.length ?? 0) > 1).length,
});

const rowOf = (sent: readonly Sent[], histories: Histories) => {
  const applied = sent.flatMap(({ id, due }) => (histories.get(id) ?? []).map((at) => at - due));
  return {
    pushes: sent.length,
    ...latenciesOf(sent),
    'applied p50': quantileOf(applied, 0.5),
    'applied p99': quantileOf(applied, 0.99),
    ...countsOf(sent, histories),
  };
};

const latenciesOf = (sent: readonly Sent[]) => {
  const latencies = sent.map(({ due, answered }) => answered - due);
  return { 'answered p50': quantileOf(latencies, 0.5), 'answered p99': quantileOf(latencies, 0.99) };
};

/** Answers a second. */
const rateOf = (sent: readonly Sent[]): number => {
  const begun = Math.min(...sent.map(({ due }) => due));
  return (sent.length * 1_000) / (Math.max(...sent.map(({ answered }) => answered)) - begun);
};

const within = async <T>(port: number, count: number, use: (connections: Connections) => Promise<T>): Promise<T> => {
  const connections = await openConnections(port, count);
  try {
    return await use(connections);
  } finally {
    connections.close();
  }
};

/** Accounts whose entities are open. */
const makeAccounts = async ({ api, apiKeys, simulator, temporal }: BenchStack): Promise<readonly Account[]> => {
  await waitFor('The component token', 60_000, () =>
    createCallJson(apiKeys.service)('GET', `${api}/v1/component/token`),
  );
  const { accounts } = made.parse(
    await createCallJson()('POST', `${simulator}/_sim/accounts`, { count: accountCount }),
  );
  for (const { appid } of accounts) {
    await waitFor(`The account ${appid}`, 60_000, () =>
      temporal.workflow.getHandle(workflowIds.authorizer(appid)).describe(),
    );
  }
  return accounts;
};

/** Waits until nothing is in the inbox. */
const drained = ({ api }: BenchStack): Promise<void> =>
  waitFor('The end of all deliveries', drain, async () => {
    const metrics = await (await fetch(`${api}/metrics`)).text();
    const waiting = Number(/^weft_inbox_callbacks (\d+)$/m.exec(metrics)?.[1]);
    if (waiting !== 0) throw new Error(`${waiting} wait.`);
  });
