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
  link(link: Link): void;
  wait(waitingFor: WaitingFor): void;
  resume(): void;
  close<O extends { readonly kind: string }>(outcome: O): Progress<O>;
};

/** Opens the record; the steps are listed from the beginning, as pending. */
export const openProgress = (title: string, names: readonly string[]): ProgressRecord => {
  let steps: Step[] = names.map((name) => ({ name, state: 'pending' }));
  let links: Link[] = [];
  let stage = names[0] ?? 'started';
  let waitingFor: WaitingFor | undefined;
  let shown = '';
  let changed = false;

  const view = (): Progress => ({
    stage,
    attention: attentionOf(waitingFor),
    ...(waitingFor ? { waitingFor } : {}),
    steps,
    links,
  });
  const upsert = () => {
    const deadline = waitingFor?.until ? new Date(waitingFor.until) : null;
    const attributes = [stage, attentionOf(waitingFor), deadline?.getTime() ?? ''].join();
    if (attributes === shown) return;
    shown = attributes;
    upsertSearchAttributes([
      { key: searchAttributes.Stage, value: stage },
      { key: searchAttributes.Attention, value: attentionOf(waitingFor) },
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

  publish();
  upsertOnceAnActivation(() => {
    const due = changed;
    changed = false;
    return due;
  }, upsert);
  return {
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
    link: (link) => {
      links = [...links.filter(({ rel }) => rel !== link.rel), link];
      publish();
    },
    wait: (next) => {
      waitingFor = next;
      publish();
    },
    resume: () => {
      waitingFor = undefined;
      publish();
    },
    close: (outcome) => {
      stage = outcome.kind;
      waitingFor = undefined;
      steps = steps.map((step) => (step.state === 'running' ? { ...step, state: 'failed' } : step));
      publish();
      upsert();
      return { stage, attention: 'none', steps, links, outcome };
    },
  };
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
