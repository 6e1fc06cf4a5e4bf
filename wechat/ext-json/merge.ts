import { isObject } from './json.ts';
import { extKeyOf, keyNameOf, type MergeRule } from './keys.ts';
import type { ExtJson } from './types.ts';

/** Merges layers, each over those before it, by the rules of their keys; a key that is not documented is replaced. */
export const mergeExt = (layers: readonly ExtJson[]): ExtJson => layers.reduce(over, {});

const over = (below: ExtJson, layer: ExtJson): ExtJson => {
  const merged: [string, unknown][] = Object.entries(layer).map(([written, value]) => {
    const name = keyNameOf(written);
    const key = extKeyOf(name);
    return [name, mergedBy(key?.layers ?? key?.merge ?? 'replace', below[name], value)];
  });
  return { ...below, ...Object.fromEntries(merged) };
};

const mergedBy = (rule: MergeRule, below: unknown, value: unknown): unknown => {
  if (rule === 'replace' || !isObject(below) || !isObject(value)) return value;
  if (rule === 'override') return { ...below, ...value };
  const each = Object.entries(value).map(([name, inner]) => [name, mergedBy('override', below[name], inner)]);
  return { ...below, ...Object.fromEntries(each) };
};
