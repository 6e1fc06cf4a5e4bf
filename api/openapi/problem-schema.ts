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
  endpoint: z.string().exactOptional().describe('Which call of WeChat it is about.'),
  errcode: z.int().exactOptional().describe("WeChat's errcode."),
  errmsg: z.string().exactOptional().describe('What WeChat said, without its rid.'),
  details: z.unknown().exactOptional().describe('What WeChat said beside, such as the fields that are wrong.'),
  hintZh: z.string().exactOptional().describe('What to do, in Chinese.'),
  rid: z.string().exactOptional().describe("WeChat's number of the failed call; `POST /v1/rids/{rid}` looks it up."),
});
