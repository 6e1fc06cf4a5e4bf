import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createJournal, type Journal, lineOf } from '../../api/callbacks/journal.ts';
import type { CallbackNews } from '../../messages/callback-journal.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { connect } from '../../temporal/connect.ts';
import { buildXml } from '../../wechat/xml.ts';
import { startRoutingStage } from '../routing/stage.ts';
import { silent } from './gateway.ts';
import { componentEvent } from './platform.ts';
import { wayToTemporal } from './way-to-temporal.ts';

const open = async () => {
  const stage = await startRoutingStage();
  onTestFinished(() => stage.stop());
  const way = await wayToTemporal(inject('temporalAddress'));
  const temporal = connect({ ...stage.target, address: way.address, ring: stage.ring });
  onTestFinished(() => temporal.connection.close());
  const journal = createJournal({ temporal, log: silent });
  const noted = (journal: Journal, count: number) => {
    for (let index = 0; index < count; index++) journal.note(lineOf({ xml: '', receivedAt: index }, nothing));
  };
  /** What the entity was told, in its order. */
  const told = async () => {
    const signals = await stage.signalsOf(workflowIds.callbackJournal());
    return signals.map(({ about }) => about as CallbackNews);
  };
  return { way, journal, noted, told };
};
const nothing = { kind: 'ignored', reason: 'nothing' } as const;

describe('the journal of a gateway', () => {
  it('that is closed tells all that is left', async () => {
    const { way, journal, noted, told } = await open();
    await way.open();
    noted(journal, 450);
    await journal.close();
    const lines = (await told()).flatMap((news) => news.lines);
    expect(lines.map(({ at }) => Date.parse(at))).toEqual(Array.from({ length: 450 }, (_, index) => index));
  });

  it('holds no more than 2,000 lines while Temporal is away, and says how many it dropped', async () => {
    const { way, journal, noted, told } = await open();
    noted(journal, 2_100);
    await way.open();
    await journal.close();
    const news = await told();
    expect(news.flatMap(({ lines }) => lines)).toHaveLength(2_000);
    expect(news.reduce((sum, { lost }) => sum + lost, 0)).toBe(100);
  });

  it('that can tell nobody is closed within seconds', async () => {
    const { way, journal, noted } = await open();
    await way.freeze();
    noted(journal, 1);
    const begun = Date.now();
    await journal.close();
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('a line of the journal', () => {
  it('is short, however long the callback is', () => {
    const xml = componentEvent('unauthorized', { AuthorizerAppid: 'x'.repeat(10_000) });
    const to = Array.from({ length: 1_000 }, (_, index) => `authorizer:${index}`);
    expect(JSON.stringify(lineOf({ xml, receivedAt: 1 }, { kind: 'delivered', to })).length).toBeLessThan(1_000);
    const reason = 'x'.repeat(10_000);
    expect(JSON.stringify(lineOf({ xml, receivedAt: 1 }, { kind: 'ignored', reason })).length).toBeLessThan(1_000);
  });

  it('holds nothing that a user wrote', () => {
    const xml = buildXml({ ToUserName: 'gh_1', FromUserName: 'o1', MsgType: 'text', Content: 'a secret' });
    expect(lineOf({ xml, receivedAt: 1, pathAppid: 'wx1' }, nothing)).toEqual({
      ...{ at: '1970-01-01T00:00:00.001Z', channel: 'message', name: 'text', appid: 'wx1' },
      ...{ outcome: 'ignored', to: [], reason: 'nothing' },
    });
  });
});
