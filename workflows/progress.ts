import { CancellationScope, condition, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Attention, Link, Progress, Step, WaitingFor } from '../messages/progress.ts';
import { searchAttributes } from '../messages/search-attributes.ts';
import { detailsOf } from './details.ts';

/** The running record of a process; each change shows in the query, the search attributes and Temporal's UI. */
export type ProgressRecord = {
  view(): Progress;
  begin(step: string): void;
  finish(step: string): void;
  skip(step: string, note: string): void;
  fail(step: string, note: string): void;
  /** Adds words to a step without changing its state. */
  note(step: string, note: string): void;
  /** Names the process that does a step. */
  by(step: string, process: string): void;
  link(link: Link): void;
  /** Takes the link of this `rel` away: it leads nowhere any more. */
  unlink(rel: string): void;
  wait(waitingFor: WaitingFor): void;
  resume(): void;
  /** Whether the search attributes have followed; what is shown in the moment of a run's end is one command too many. */
  isShown(): boolean;
  /** The record for one of several steps that run at the same time: what it waits for shows beside the others' waits. */
  of(step: string): ProgressRecord;
  close<O extends { readonly kind: string }>(outcome: O): Progress<O>;
};

/**
 * When the search attributes follow the record: at each change, or, where events of history are counted, only where it waits,
 * ends, or nobody need act any more.
 */
export type Pace = 'each-change' | 'terse';

/** Opens the record, or goes on with that of the run before; the steps are listed from the beginning, as pending. */
export const openProgress = (
  title: string,
  names: readonly string[],
  pace: Pace = 'each-change',
  before?: Pick<Progress, 'stage' | 'steps' | 'links'>,
): ProgressRecord => {
  let steps: Step[] = before ? [...before.steps] : names.map((name) => ({ name, state: 'pending' }));
  let links: Link[] = before ? [...before.links] : [];
  let stage = before?.stage ?? names[0] ?? 'started';
  /** By step; under no name where a process does one thing after the other. */
  let waits: ReadonlyMap<string, WaitingFor> = new Map();
  let shown = '';
  let changed = false;
  let shownAttention: Attention = 'none';
  let closed = false;

  const view = (): Progress => {
    const urgent = mostUrgent(waits);
    return {
      stage: urgent?.step || runningStage(stage, steps),
      attention: attentionOf(urgent?.waitingFor),
      ...(urgent ? { waitingFor: urgent.waitingFor } : {}),
      steps: steps.map((step) => {
        const own = waits.get(step.name);
        return own ? { ...step, waitingFor: own } : step;
      }),
      links,
    };
  };
  const upsert = () => {
    const { stage: current, attention, waitingFor } = view();
    const deadline = waitingFor?.until ? new Date(waitingFor.until) : null;
    const attributes = [current, attention, deadline?.getTime() ?? ''].join();
    const passing = pace === 'terse' && !waitingFor && !closed && shownAttention === 'none';
    if (attributes === shown || passing) return;
    shown = attributes;
    shownAttention = attention;
    upsertSearchAttributes([
      { key: searchAttributes.Stage, value: current },
      { key: searchAttributes.Attention, value: attention },
      { key: searchAttributes.DeadlineAt, value: deadline },
    ]);
  };
  const publish = () => {
    setCurrentDetails(detailsOf(title, view()));
    changed = true;
  };
  const set = (name: string, change: Partial<Step>) => {
    steps = steps.map((step) => (step.name === name ? { ...step, ...change } : step));
    publish();
  };
  const move = (name: string, state: Step['state'], note?: string) =>
    set(name, { state, at: new Date().toISOString(), ...(note ? { note } : {}) });

  const waitAs = (key: string, waitingFor: WaitingFor | undefined) => {
    const others = new Map([...waits].filter(([step]) => step !== key));
    waits = waitingFor ? others.set(key, waitingFor) : others;
    publish();
  };

  publish();
  upsertOnceAnActivation(() => {
    const due = changed;
    changed = false;
    return due;
  }, upsert);
  const record = (key: string): ProgressRecord => ({
    view,
    begin: (name) => {
      stage = name;
      move(name, 'running');
    },
    finish: (name) => {
      if (steps.some((step) => step.name === name && step.state === 'running')) move(name, 'done');
    },
    skip: (name, note) => move(name, 'skipped', note),
    fail: (name, note) => move(name, 'failed', note),
    note: (name, note) => set(name, { note }),
    by: (name, process) => set(name, { process }),
    link: (link) => {
      links = [...links.filter(({ rel }) => rel !== link.rel), link];
      publish();
    },
    unlink: (rel) => {
      links = links.filter((link) => link.rel !== rel);
      publish();
    },
    wait: (next) => waitAs(key, next),
    resume: () => waitAs(key, undefined),
    isShown: () => !changed,
    of: record,
    close: (outcome) => {
      closed = true;
      stage = outcome.kind;
      waits = new Map();
      steps = steps.map((step) => (step.state === 'running' ? { ...step, state: 'failed' } : step));
      publish();
      upsert();
      return { stage, attention: 'none', steps, links, outcome };
    },
  });
  return record('');
};

const urgency: readonly WaitingFor['who'][] = ['merchant', 'provider', 'ops', 'wechat'];

/** Of several waits the one that shows: a person's before WeChat's, and of a kind the one that ends first. */
const mostUrgent = (waits: ReadonlyMap<string, WaitingFor>) =>
  [...waits].map(([step, waitingFor]) => ({ step, waitingFor })).sort(byUrgency)[0];

type Wait = { readonly step: string; readonly waitingFor: WaitingFor };
const byUrgency = (a: Wait, b: Wait): number =>
  urgency.indexOf(a.waitingFor.who) - urgency.indexOf(b.waitingFor.who) || endOf(a) - endOf(b);
/** Of WeChat's waits the longest shows, and that of the whole process last. */
const endOf = ({ step, waitingFor: { who, until } }: Wait): number => {
  if (step === '') return Number.MAX_SAFE_INTEGER;
  if (who === 'wechat') return 0;
  return until ? Date.parse(until) : Number.MAX_SAFE_INTEGER - 1;
};

/** The step begun last, or one that still runs where that has ended. */
const runningStage = (last: string, steps: readonly Step[]): string => {
  const running = steps.filter(({ state }) => state === 'running').map(({ name }) => name);
  return running.includes(last) ? last : (running[0] ?? last);
};

const attentionOf = (waitingFor: WaitingFor | undefined): Attention =>
  waitingFor === undefined || waitingFor.who === 'wechat' ? 'none' : waitingFor.who;

/**
 * Each upsert is an event of history, and one activation may change the record five times. Conditions are looked at when
 * everything else of an activation has run, so this loop sees only what came out of it.
 */
const upsertOnceAnActivation = (due: () => boolean, upsert: () => void): void => {
  const loop = async () => {
    for (;;) {
      await condition(due);
      upsert();
    }
  };
  // It ends with the workflow; a cancellation of the workflow must still be shown.
  CancellationScope.nonCancellable(loop).catch(() => undefined);
};
