import type { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';

/** The value as the schema reads it; throws a problem that names each wrong field. `whole` is what an error without a field is about. */
export const checked = <S extends z.ZodType>(schema: S, value: unknown, whole: string): z.output<S> => {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidInput(result.error.issues.flatMap((issue) => fieldErrorsOf(issue, whole)));
};

/** The problem for these fields. */
export const invalidInput = (errors: readonly FieldError[]): Problem =>
  new Problem('invalid-input', `Correct ${[...new Set(errors.map((error) => error.field))].join(', ')}.`, { errors });

const fieldErrorsOf = (issue: z.core.$ZodIssue, whole: string): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      expected: 'no such field',
      detail: 'This field is unknown here; leave it out.',
    }));
  }
  const detail = issue.code === 'invalid_type' && issue.input === undefined ? 'It is missing.' : issue.message;
  return [{ field: issue.path.join('.') || whole, expected: expectedBy(issue), detail }];
};

const expectedBy = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amountOf(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${amountOf(issue.maximum, issue.origin)}`;
    case 'invalid_key':
      return issue.issues.map(({ message }) => message).join(', ');
    default:
      return issue.message;
  }
};

const amountOf = (bound: number | bigint, origin: string): string => {
  const one = Number(bound) === 1;
  if (origin === 'string') return `${bound} ${one ? 'character' : 'characters'}`;
  if (origin === 'array') return `${bound} ${one ? 'entry' : 'entries'}`;
  return String(bound);
};
