import { createHash } from 'node:crypto';
import { elsewhere, idlePage } from './content.ts';
import type { Matter } from './matter.ts';
import type { PageView } from './view.ts';

/** A matter among others. */
export type OtherMatter = Pick<Matter, 'id' | 'view' | 'closedAt'>;

/** All that a page shows: one matter on top, the others below it. */
export type MerchantView = {
  readonly top: PageView;
  /** What else the merchant must do, the most urgent first. */
  readonly tasks: readonly OtherMatter[];
  readonly underWay: readonly OtherMatter[];
  /** What has ended, the latest first. */
  readonly ended: readonly OtherMatter[];
  /** Nothing changes any more. */
  readonly still: boolean;
};

/**
 * Puts the task with the least time left on top; where nothing is to be done, the matter `own` that the link is for. A page
 * of a merchant is never still: something new may begin.
 */
export const arrange = (all: readonly Matter[], { own: linked, merchant }: { own?: Matter; merchant: boolean }) => {
  const matters = all.map((matter) => besideOthers(matter, all));
  const own = linked && besideOthers(linked, all);
  const tasks = matters.filter(concerns).sort(byUrgency);
  const top = tasks[0] ?? own;
  const others = matters.filter(({ id }) => id !== top?.id);
  const view: MerchantView = {
    top: top?.view ?? idlePage,
    tasks: tasks.slice(1),
    underWay: others.filter((matter) => !concerns(matter) && !matter.view.ended),
    ended: others.filter(({ view }) => view.ended).sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)),
    still: !merchant && matters.every(({ view }) => view.ended),
  };
  return view;
};

/** Whose turn of the merchant another matter on the page is for asks for nothing itself. */
const besideOthers = (matter: Matter, all: readonly Matter[]): Matter => {
  const shown = all.some((other) => other.id === matter.by && other.id !== matter.id && concerns(other));
  if (!shown) return matter;
  const { task, note, hints, ...view } = matter.view;
  return { ...matter, view: { ...view, state: 'elsewhere', ...elsewhere } };
};

/** What a page shows, in a word that changes with it. */
export const wordOf = (view: MerchantView): string =>
  createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16);

/** The merchant has something to do, or to see to: what WeChat wants corrected is the merchant's own data. */
const concerns = ({ view }: Matter): boolean => view.task !== undefined || view.state === 'correcting';

const byUrgency = (a: Matter, b: Matter): number => endOf(a) - endOf(b) || a.startedAt - b.startedAt;

/** What has no end can wait for what has one. */
const endOf = ({ view }: Matter): number => (view.task?.until ? Date.parse(view.task.until) : Number.MAX_SAFE_INTEGER);
