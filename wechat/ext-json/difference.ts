import { canonical, isObject } from './json.ts';
import type { ExtChange } from './types.ts';

/** What is another in `after` than in `before`, value by value; lists of another length are one value. */
export const changesOf = (before: unknown, after: unknown, path: readonly string[] = []): readonly ExtChange[] => {
  if (canonical(before) === canonical(after)) return [];
  const inner = membersOf(before, after);
  if (!inner) return [{ path: path.join('.'), ...there('before', before), ...there('after', after) }];
  const [from, to] = inner;
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) => changesOf(own(from, name), own(to, name), [...path, name]));
};

type Members = Readonly<Record<string, unknown>>;

/** The members by which both can be compared. */
const membersOf = (before: unknown, after: unknown): readonly [Members, Members] | undefined => {
  if (isObject(before) && isObject(after)) return [before, after];
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return undefined;
  return [{ ...before }, { ...after }];
};

const own = (members: Members, name: string): unknown => (Object.hasOwn(members, name) ? members[name] : undefined);

const there = (name: 'before' | 'after', value: unknown) => (value === undefined ? {} : { [name]: value });
