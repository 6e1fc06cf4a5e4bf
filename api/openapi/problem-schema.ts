import { z } from 'zod';

/** A problem as it is answered. */
export const problemSchema = z.looseObject({
  type: z.string().describe('A relative reference that never changes, such as `/problems/invalid-input`.'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What is wrong here, and what to do.'),
  errors: z
    .array(z.object({ field: z.string(), expected: z.string(), detail: z.string() }))
    .exactOptional()
    .describe('Each field that is not as expected.'),
  rid: z.string().exactOptional().describe("WeChat's number of the failed call."),
});
