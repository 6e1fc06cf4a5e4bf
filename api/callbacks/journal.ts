import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import {
  type CallbackJournalInput,
  type CallbackLine,
  type CallbackNews,
  callbacksSettled,
} from '../../messages/callback-journal.ts';
import { taskQueues } from '../../messages/task-queues.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { identify } from '../../routing/declared.ts';
import { type InnerCallback, namedAppid } from '../../routing/read.ts';
import type { DeliveryResult } from '../../routing/route.ts';
import { readBody } from '../../wechat/body.ts';

/** How often the journal is told at most, in milliseconds: a burst is one signal, not thousands. */
const interval = 2_000;
/** How many lines one signal holds, and how many wait before the oldest go. */
const batch = 200;
const longest = 2_000;
/** How long Temporal may take, in milliseconds; at the end of the process, which nobody wants to wait for, less. */
const patience = 10_000;
const lastPatience = 2_000;

/** Writes down what became of callbacks. It is a help for people and never holds a callback up. */
export type Journal = {
  note(line: CallbackLine): void;
  /** Tells what is left, as far as Temporal takes it now. */
  close(): Promise<void>;
};

/** Makes the journal of one gateway. */
export const createJournal = ({ temporal, log }: { temporal: Client; log: Pick<Logger, 'warn'> }): Journal => {
  let waiting: CallbackLine[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();

  const tell = async (limit: number) => {
    const news: CallbackNews = { lines: waiting.splice(0, batch), lost };
    lost = 0;
    try {
      await temporal.withDeadline(Date.now() + limit, () => signalJournal(temporal, news));
    } catch (error) {
      waiting = [...news.lines, ...waiting];
      lost += news.lost;
      throw error;
    }
  };
  const tellLater = async () => {
    await tell(patience).catch((error) => log.warn({ err: error }, 'the journal of callbacks can not be written now'));
    timer = undefined;
    if (waiting.length > 0) later();
  };
  const later = () => {
    timer ??= setTimeout(() => {
      telling = tellLater();
    }, interval).unref();
  };

  return {
    note: (line) => {
      waiting.push(line);
      if (waiting.length > longest) {
        waiting.shift();
        lost += 1;
      }
      later();
    },
    close: async () => {
      clearTimeout(timer);
      await telling;
      clearTimeout(timer);
      while (waiting.length > 0) {
        const told = await tell(lastPatience).then(
          () => true,
          () => false,
        );
        if (!told) return;
      }
    },
  };
};

const signalJournal = (temporal: Client, news: CallbackNews) =>
  temporal.workflow.signalWithStart<(input: CallbackJournalInput) => Promise<void>, [CallbackNews]>('callbackJournal', {
    workflowId: workflowIds.callbackJournal(),
    taskQueue: taskQueues.main,
    args: [{}],
    signal: callbacksSettled,
    signalArgs: [news],
    staticSummary: 'What became of callbacks',
  });

/** What a line says at most: many of them are one payload, and an account's push may list hundreds of others. */
const most = { characters: 500, places: 20 };

/** What the journal says of a callback: what it is and where it went, nothing of its content. */
export const lineOf = ({ xml, pathAppid, receivedAt }: InnerCallback, result: DeliveryResult): CallbackLine => {
  const element = readBody(xml);
  const { channel, name } = element ? identify(element) : ({ channel: 'unknown', name: '' } as const);
  const appid = (element && namedAppid(element)) ?? pathAppid;
  return {
    at: new Date(receivedAt).toISOString(),
    channel,
    name,
    ...(appid ? { appid: appid.slice(0, 64) } : {}),
    outcome: result.kind,
    to: placesOf(result).slice(0, most.places),
    ...(result.kind === 'delivered' ? {} : { reason: result.reason.slice(0, most.characters) }),
  };
};

const placesOf = (result: DeliveryResult): readonly string[] => {
  if (result.kind === 'delivered') return result.to;
  return result.kind === 'unrouted' ? [workflowIds.unroutedCallback(result.key)] : [];
};
