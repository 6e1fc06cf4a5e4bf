import { isObject } from './json.ts';
import type { Finding, Variables } from './types.ts';

/** How a variable is named. */
export const variableName = /^[A-Za-z_][\w.-]{0,63}$/;
const placeholder = /\{\{\s*([A-Za-z_][\w.-]{0,63})\s*\}\}/g;
const only = /^\{\{\s*([A-Za-z_][\w.-]{0,63})\s*\}\}$/;

/** Whether a value is a text whose rest a variable gives. */
export const holdsVariable = (value: unknown): boolean => typeof value === 'string' && value.search(placeholder) >= 0;

/**
 * Puts the variables in the place of each `{{name}}`. A text that is nothing but one takes the variable's value as it is,
 * whatever its kind; within a text stand texts, numbers and booleans. What a variable's value says is not filled again.
 */
export const filled = (
  value: unknown,
  variables: Variables,
  at: readonly (string | number)[] = [],
): { readonly value: unknown; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = [];
  const lookUp = (name: string, whole: boolean, at: readonly (string | number)[]): unknown => {
    const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (known === undefined) findings.push(missing(name, at));
    else if (!whole && typeof known === 'object') findings.push(notWithin(name, at));
    return known;
  };
  const fill = (inner: unknown, at: readonly (string | number)[]): unknown => {
    if (Array.isArray(inner)) return inner.map((one, index) => fill(one, [...at, index]));
    if (isObject(inner)) {
      return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, fill(one, [...at, name])]));
    }
    if (typeof inner !== 'string') return inner;
    const [, name] = only.exec(inner) ?? [];
    if (name !== undefined) {
      const known = lookUp(name, true, at);
      return known === undefined ? inner : known;
    }
    return inner.replace(placeholder, (written, name: string) => String(lookUp(name, false, at) ?? written));
  };
  return { value: fill(value, at), findings };
};

const missing = (name: string, at: readonly (string | number)[]): Finding => ({
  at,
  level: 'fail',
  problem: `The variable ${name} has no value.`,
  advice: `Give it one for this merchant (PUT /v1/authorizers/{appid}/settings), for all (PUT /v1/fleet-settings), or with the release.`,
});

const notWithin = (name: string, at: readonly (string | number)[]): Finding => ({
  at,
  level: 'fail',
  problem: `The variable ${name} is no text, number or boolean, so it can't stand within a text.`,
  advice: `Let the whole text be {{${name}}}, or give the variable a text.`,
});
