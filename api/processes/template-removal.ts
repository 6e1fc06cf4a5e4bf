import { z } from 'zod';
import { removalTimings } from '../../messages/template-removal.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { process } from '../process.ts';
import { milliseconds } from './fields.ts';
import { steering } from './steering.ts';

/** A template leaves the library (模板库). */
export const templateRemoval = process({
  path: '/template-removals',
  workflow: 'templateRemoval',
  title: 'template removal',
  calls: ['deleteTemplate', 'getTemplateList'],
  owns: ['deleteTemplate'],
  start: {
    role: 'approver',
    body: z.strictObject({
      templateId: z.int().min(0).describe('A template of the library (template_id), from GET /v1/templates.'),
      evenIfUntold: z
        .boolean()
        .default(false)
        .describe('Also where it can not be told whether an account runs it; one that is in use always stays.'),
      timings: z
        .strictObject({ retireFor: milliseconds })
        .exactOptional()
        .describe('In milliseconds: how long no release may begin with it before its use is looked at.'),
    }),
    id: ({ templateId }) => workflowIds.templateRemoval(templateId),
    prepare: ({ timings, ...input }) => ({
      input: { ...input, timings: { ...removalTimings, ...timings } },
      summary: `Remove template ${input.templateId}`,
    }),
  },
  actions: steering,
});
