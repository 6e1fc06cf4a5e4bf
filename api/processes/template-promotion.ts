import { z } from 'zod';
import { promotionTimings } from '../../messages/template-promotion.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { process } from '../process.ts';
import { templateDescription } from '../templates/answers.ts';
import { milliseconds } from './fields.ts';
import { steering } from './steering.ts';

const body = templateDescription.extend({
  draftId: z.int().min(0).describe('A draft of the draft box (draft_id), from GET /v1/template-drafts.'),
  templateType: z
    .literal([0, 1])
    .default(0)
    .describe('0: an ordinary template (普通模板). 1, a standard one (标准模板), is refused: see the answer.'),
  makeDefault: z.boolean().default(false).describe('Whether it is released from now on where nobody names a template.'),
  timings: z
    .strictObject({
      lookUpAfter: milliseconds,
      listPoll: milliseconds,
      listWindow: milliseconds,
      retireFor: milliseconds,
    })
    .exactOptional()
    .describe(
      'In milliseconds: how long after a lost answer to look, how often and how long the list is read, how long a template is marked before it makes room.',
    ),
});

/** What an ext.json of a standard template may hold. */
const standardKeys: readonly string[] = ['extAppid', 'ext', 'window'];

/** Standard templates depended on 交易组件, which WeChat has taken away. */
const refuseStandard = (ext: Readonly<Record<string, unknown>> = {}): never => {
  const foreign = Object.keys(ext).filter((key) => !standardKeys.includes(key));
  const expected = `of a standard template (标准模板): ${standardKeys.join(', ')} (9402203)`;
  if (foreign.length > 0) {
    throw invalidInput(foreign.map((key) => ({ field: `ext.${key}`, expected, detail: 'WeChat refuses it there.' })));
  }
  throw invalidInput([
    {
      field: 'templateType',
      expected: '0, an ordinary template (普通模板)',
      detail:
        "WeChat's page says that standard templates can't be used any more: they were for 交易组件, which was delisted.",
    },
  ]);
};

/** A draft (草稿) becomes a template of the library (模板库). */
export const templatePromotion = process({
  path: '/template-promotions',
  workflow: 'templatePromotion',
  title: 'template promotion',
  calls: ['addToTemplate', 'deleteTemplate', 'getTemplateList', 'getTemplatedRaftList'],
  start: {
    role: 'operator',
    body,
    id: ({ draftId }) => workflowIds.templatePromotion(draftId),
    prepare: ({ templateType, timings, ...input }) => {
      if (templateType === 1) refuseStandard(input.ext);
      return {
        input: { ...input, timings: { ...promotionTimings, ...timings } },
        summary: `Make draft ${input.draftId} a template`,
      };
    },
  },
  actions: steering,
});
