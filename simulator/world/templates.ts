import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** Code that a development mini program (开发小程序) uploaded, and what WeChat's detection finds in it. */
export type Upload = {
  /** Unix seconds. */
  readonly createdAt: number;
  readonly userVersion: string;
  readonly userDesc: string;
  /** The development mini program: its appid and its name. */
  readonly sourceAppid: string;
  readonly source: string;
  readonly developer: string;
  readonly pages: readonly string[];
  /** Keys of a privacy guide whose data the code uses, such as `UserInfo`. */
  readonly privacyKeys: readonly string[];
  /** Interfaces in the code that need a permission, such as `wx.getLocation`. */
  readonly privacyInterfaces: readonly string[];
};

/** An upload in the draft box (草稿箱). */
export type Draft = Upload & { readonly draftId: number };

/** The audit of a standard template; 0 not submitted, 1 under audit, 2 rejected, 3 passed, 4 being submitted, 5 failed. */
export type StandardAudit = { readonly auditStatus: number; readonly reason: string };

/** A template of the library; a standard one (标准模板) has an audit. */
export type Template = Draft & { readonly templateId: number; readonly standard?: StandardAudit };

/** The draft box and the template library (模板库) of the platform. Ids grow and are never used again. */
export type TemplateLibrary = {
  /** The newest upload of each development mini program. */
  drafts(): readonly Draft[];
  templates(): readonly Template[];
  find(templateId: number): Template | undefined;
  /** A development mini program uploads code; its former draft is gone. */
  upload(known: Partial<Omit<Upload, 'createdAt'>>): Draft;
  /** Makes a draft a template; the draft stays. Refuses: 85064 no such draft, 85065 the library of this kind is full. */
  add(draftId: number, standard?: StandardAudit): Template;
  /** Refuses: 85064 no such template. */
  remove(templateId: number): void;
  /** Sets how many templates of each kind there may be. */
  setLimit(limit: number): void;
  clear(): void;
};

/** How many templates of each kind WeChat keeps. */
const templatesKept = 200;

const someUpload: Omit<Upload, 'createdAt'> = {
  userVersion: '1.0.0',
  userDesc: '基础模板',
  sourceAppid: 'wx0000000000000dev',
  source: '模板开发小程序',
  developer: '模板开发者',
  pages: ['pages/index/index', 'pages/list/list', 'pages/detail/detail'],
  privacyKeys: [],
  privacyInterfaces: [],
};

/** The default library: a plain template, one that uses personal data, one that lacks a permission. */
const defaultTemplates = (): Template[] =>
  [
    { templateId: 1 },
    { templateId: 2, userVersion: '1.1.0', userDesc: '会员模板', privacyKeys: ['UserInfo', 'Location'] },
    {
      templateId: 3,
      userVersion: '1.2.0',
      userDesc: '门店模板',
      privacyKeys: ['Location'],
      privacyInterfaces: ['wx.getLocation'],
    },
  ].map((known) => ({ ...someUpload, createdAt: 1_767_225_600, draftId: known.templateId, ...known }));

/** Makes the library of the default world; its draft box is empty. */
export const createTemplateLibrary = (clock: Clock): TemplateLibrary => {
  let limit = templatesKept;
  let drafts: Draft[] = [];
  let templates = defaultTemplates();
  let lastDraft = templates.length;
  let lastTemplate = templates.length;

  return {
    drafts: () => drafts,
    templates: () => templates,
    find: (wanted) => templates.find(({ templateId }) => templateId === wanted),
    upload: (known) => {
      lastDraft += 1;
      const draft = { ...someUpload, ...known, createdAt: clock.seconds(), draftId: lastDraft };
      drafts = [...drafts.filter(({ sourceAppid }) => sourceAppid !== draft.sourceAppid), draft];
      return draft;
    },
    add: (wanted, standard) => {
      const draft = drafts.find(({ draftId }) => draftId === wanted);
      if (!draft) throw new Refusal(85064);
      const sameKind = templates.filter((template) => Boolean(template.standard) === Boolean(standard));
      if (sameKind.length >= limit) throw new Refusal(85065);
      lastTemplate += 1;
      const template = { ...draft, templateId: lastTemplate, ...(standard ? { standard } : {}) };
      templates = [...templates, template];
      return template;
    },
    remove: (wanted) => {
      const others = templates.filter(({ templateId }) => templateId !== wanted);
      if (others.length === templates.length) throw new Refusal(85064);
      templates = others;
    },
    setLimit: (next) => {
      limit = next;
    },
    clear: () => {
      limit = templatesKept;
      drafts = [];
      templates = defaultTemplates();
      lastDraft = templates.length;
      lastTemplate = templates.length;
    },
  };
};
