import type express from 'express';
import type { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** Carries an order out, or answers a question by its query; what it leads to is the answer, or `{}`. One that is not understood or not possible gets 400. */
export const on =
  <S extends z.ZodType>(schema: S, carryOut: (order: z.output<S>) => unknown): express.RequestHandler =>
  async (request, response) => {
    const order = schema.safeParse((request.method === 'GET' ? request.query : request.body) ?? {});
    if (!order.success) {
      response.status(400).json({ error: complaintOf(order.error) });
      return;
    }
    try {
      response.json((await carryOut(order.data)) ?? {});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.status(400).json({ error: error.message });
    }
  };

const complaintOf = ({ issues }: { readonly issues: readonly z.core.$ZodIssue[] }): string =>
  issues
    .map((issue) =>
      // An order of several forms lacks something of each.
      issue.code === 'invalid_union' && issue.errors.length > 0
        ? issue.errors.map((form) => complaintOf({ issues: form })).join(', or ')
        : [...issue.path, issue.message].join(': '),
    )
    .join('; ');
