import { expect } from 'vitest';
import { problemSchema } from '../../api/openapi/problem-schema.ts';
import { acceptedAnswer, pageOf, processLine } from '../../api/routes/answers.ts';
import type { Answered } from './calls.ts';

/** The answer of a start or action, which has just the documented fields. */
export const acceptedOf = (answer: Answered) => {
  expect(answer.status, answer.text).toBe(202);
  return acceptedAnswer.strict().parse(answer.body);
};

/** The problem of this status. */
export const problemOf = (answer: Answered, status: number) => {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = problemSchema.parse(answer.body);
  expect(problem.status).toBe(status);
  return problem;
};

/** The page of a list of processes. */
export const pageIn = (answer: Answered) => {
  expect(answer.status, answer.text).toBe(200);
  return pageOf(processLine.strict()).strict().parse(answer.body);
};
