import type { Client as TemporalClient } from '@temporalio/client';
import { readTemplateLibrary } from '../../routing/template-library.ts';
import type { Client } from '../../wechat/client.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';
import { ask } from '../routes/read.ts';

/** The library's templates from the newest to the oldest, and which of them accounts are to run. */
export type Templates = {
  readonly newestFirst: readonly { readonly templateId: number; readonly userVersion: string }[];
  /** The default template, or the newest where none is chosen. */
  readonly target?: number;
  /** Why WeChat does not tell. */
  readonly problem?: string;
};

/** Reads the library. What WeChat does not tell is left out: the fleet shows all the same. */
export const readTemplates = async (temporal: TemporalClient, wechat: Client): Promise<Templates> => {
  const library = await ask(temporal, () => readTemplateLibrary(temporal));
  const defaultTemplate = library?.defaultTemplate;
  try {
    const { template_list: listed } = await wechat.getTemplateList({ template_type: 0 });
    const newestFirst = listed
      .toSorted((one, other) => other.create_time - one.create_time || other.template_id - one.template_id)
      .map(({ template_id: templateId, user_version: userVersion }) => ({ templateId, userVersion }));
    const target = defaultTemplate ?? newestFirst[0]?.templateId;
    return { newestFirst, ...(target === undefined ? {} : { target }) };
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error;
    return {
      newestFirst: [],
      ...(defaultTemplate === undefined ? {} : { target: defaultTemplate }),
      problem: error.message,
    };
  }
};

/**
 * How many templates lie between what is run and what is to be run: 0 at the target or beyond it, `undefined` where that
 * can't be told. A template that was taken out of the library is behind all that are in it.
 */
export const behindBy = ({ newestFirst, target }: Templates, templateId: number | undefined): number | undefined => {
  if (templateId === undefined || target === undefined) return undefined;
  if (templateId === target) return 0;
  const place = (id: number) => newestFirst.findIndex((one) => one.templateId === id);
  const [own, wanted] = [place(templateId), place(target)];
  if (wanted < 0) return undefined;
  return Math.max((own < 0 ? newestFirst.length : own) - wanted, 0);
};
