import type { Client as TemporalClient } from '@temporalio/client';
import { z } from 'zod';
import {
  chooseDefault,
  describeTemplate,
  setPromotionRules,
  type TemplateLibraryView,
} from '../../messages/template-library.ts';
import { changeTemplateLibrary, readTemplateLibrary } from '../../routing/template-library.ts';
import type { Client, Endpoints } from '../../wechat/client.ts';
import type { ResponseOf } from '../../wechat/endpoint.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { none, type Route, route } from '../http/route.ts';
import { requestOf } from '../routes/request-of.ts';
import { draftsAnswer, libraryAnswer, promotionRules, templateDescription, templateId } from './answers.ts';

/** What these routes need. */
export type TemplateDeps = { readonly temporal: TemporalClient; readonly wechat: Client };

const tag = 'template';
/** How many ordinary templates WeChat keeps. */
const most = 200;
/** A cold token of the platform is fetched from WeChat; in milliseconds. */
const limit = 30_000;

/** Drafts and templates of the platform (草稿箱, 模板库), and what is said of them here. */
export const templateRoutes = ({ temporal, wechat }: TemplateDeps): readonly Route[] => [
  route({
    method: 'get',
    path: '/v1/templates',
    name: 'list templates',
    tag,
    summary: 'The templates of the library (模板库)',
    role: 'viewer',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'As WeChat has them now.', schema: libraryAnswer },
    problems: ['wechat-refused', 'no-worker'],
    limit,
    handle: async () => {
      const { template_list: listed } = await wechat.getTemplateList({});
      return { status: 200, body: libraryOf(listed, await readTemplateLibrary(temporal)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/template-drafts',
    name: 'list template drafts',
    tag,
    summary: 'The drafts of the draft box (草稿箱)',
    description: 'Of each development mini program (开发小程序) the newest upload.',
    role: 'viewer',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'As WeChat has them now.', schema: draftsAnswer },
    problems: ['wechat-refused', 'no-worker'],
    limit,
    handle: async () => {
      const { draft_list: listed } = await wechat.getTemplatedRaftList({});
      const { rules } = await readTemplateLibrary(temporal);
      const drafts = listed.map((draft) => ({
        draftId: draft.draft_id,
        ...uploadOf(draft),
        ...(draft.developer ? { developer: draft.developer } : {}),
        ruled: rules.some(({ sourceAppid }) => sourceAppid === draft.source_miniprogram_appid),
      }));
      return { status: 200, body: { drafts } };
    },
  }),
  route({
    method: 'put',
    path: '/v1/templates/{templateId}',
    name: 'describe template',
    tag,
    summary: 'Say what a template is: a note, its layer of ext.json, its pages',
    description: 'In place of what was said before; an empty body forgets it.',
    role: 'operator',
    params: z.object({ templateId }),
    query: none,
    body: templateDescription,
    answer: { status: 200, description: 'As it is described now.', schema: templateDescription },
    problems: ['not-now', 'idempotency-conflict', 'wechat-refused', 'no-worker'],
    limit,
    handle: async (request) => {
      const { params, body } = request;
      if (Object.keys(body).length > 0) await isListed(wechat, params.templateId, 'templateId');
      await changeTemplateLibrary(temporal, describeTemplate, { ...body, ...params, request: requestOf(request) });
      return { status: 200, body };
    },
  }),
  route({
    method: 'put',
    path: '/v1/default-template',
    name: 'choose default template',
    tag,
    summary: 'Choose what is released where nobody names a template',
    role: 'operator',
    params: none,
    query: none,
    body: z.strictObject({ templateId: z.int().min(0).nullable().describe('`null`: none.') }),
    answer: { status: 200, description: 'As it is now.', schema: z.object({ templateId: z.number().nullable() }) },
    problems: ['wechat-refused', 'no-worker'],
    limit,
    handle: async (request) => {
      const { templateId } = request.body;
      if (templateId !== null) await isListed(wechat, templateId, 'templateId');
      await changeTemplateLibrary(temporal, chooseDefault, { templateId, request: requestOf(request) });
      return { status: 200, body: { templateId } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/template-promotion-rules',
    name: 'read promotion rules',
    tag,
    summary: 'Whose drafts are promoted by themselves',
    role: 'viewer',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The rules.', schema: promotionRules },
    problems: ['no-worker'],
    handle: async () => ({ status: 200, body: { rules: (await readTemplateLibrary(temporal)).rules } }),
  }),
  route({
    method: 'put',
    path: '/v1/template-promotion-rules',
    name: 'set promotion rules',
    tag,
    summary: 'Have the newest draft of development mini programs promoted by itself',
    description:
      'In place of the rules before. The draft box is looked at every 5 minutes (schedule `promote-drafts`); each new draft is a template promotion.',
    role: 'operator',
    params: none,
    query: none,
    body: promotionRules,
    answer: { status: 200, description: 'As they are now.', schema: promotionRules },
    problems: ['no-worker'],
    handle: async (request) => {
      const { rules } = request.body;
      await changeTemplateLibrary(temporal, setPromotionRules, { rules, request: requestOf(request) });
      return { status: 200, body: { rules } };
    },
  }),
];

type Listed = ResponseOf<Endpoints['getTemplateList']>['template_list'];
type Upload = ResponseOf<Endpoints['getTemplatedRaftList']>['draft_list'][number] | Listed[number];

const uploadOf = (upload: Upload) => ({
  userVersion: upload.user_version,
  userDesc: upload.user_desc,
  createdAt: new Date(upload.create_time * 1_000).toISOString(),
  ...(upload.source_miniprogram_appid ? { sourceAppid: upload.source_miniprogram_appid } : {}),
  ...(upload.source_miniprogram ? { source: upload.source_miniprogram } : {}),
});

const libraryOf = (listed: Listed, view: TemplateLibraryView): z.output<typeof libraryAnswer> => {
  const ids = new Set(listed.map(({ template_id: id }) => id));
  const { defaultTemplate } = view;
  return {
    templates: listed
      .map((template) => ({
        templateId: template.template_id,
        ...uploadOf(template),
        ...(template.draft_id === undefined ? {} : { draftId: template.draft_id }),
        standard: template.template_type === 1,
        default: template.template_id === defaultTemplate,
        retiring: view.retiring.includes(template.template_id),
        ...withLists(view.templates[template.template_id]),
      }))
      .sort((one, other) => other.templateId - one.templateId),
    ...(defaultTemplate === undefined ? {} : { defaultTemplate }),
    most,
    described: Object.keys(view.templates)
      .map(Number)
      .filter((id) => !ids.has(id)),
  };
};

/** A description as it is answered, whose lists may be changed. */
const withLists = ({ pages, ...known }: TemplateLibraryView['templates'][string] = {}) => ({
  ...known,
  ...(pages ? { pages: [...pages] } : {}),
});

/** Refuses a template that the library does not hold. */
const isListed = async (wechat: Client, templateId: number, field: string): Promise<void> => {
  const { template_list: listed } = await wechat.getTemplateList({});
  if (listed.some(({ template_id: id }) => id === templateId)) return;
  const detail = `The library holds no template ${templateId}: GET /v1/templates lists them.`;
  throw invalidInput([{ field, expected: 'a template of the library', detail }]);
};
