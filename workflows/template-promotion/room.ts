import { proxyActivities } from '@temporalio/workflow';
import type { Removable } from '../../activities/template-use.ts';
import type { TemplateActivities } from '../../activities/templates.ts';
import type { TemplatePromotionInput } from '../../messages/template-promotion.ts';
import { weChatFailureOf } from '../failures.ts';
import type { Process } from '../process.ts';
import { wx } from '../wechat.ts';

/** Reads and messages around templates; after some minutes of trying a person is asked. */
export const templates = (summary: string) =>
  proxyActivities<TemplateActivities>({
    summary,
    startToCloseTimeout: '1 minute',
    retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 8 },
  });

/** The room in a full library. */
export type Room = {
  /** Removes the oldest template that nobody uses, or waits for a person where there is none. */
  make(): Promise<void>;
  /** The templates that were removed. */
  removed(): readonly number[];
  /** Keeps what was only marked; never fails. */
  end(): Promise<void>;
};

/** Opens it. */
export const openRoom = (process: Process, { timings }: TemplatePromotionInput): Room => {
  const removed: number[] = [];
  let marked: number | undefined;
  const keep = async () => {
    if (marked === undefined) return;
    await templates(`Template ${marked} stays`).keepTemplate(marked);
    marked = undefined;
  };
  /** Removes a template unless somebody turns out to use it. */
  const remove = async (templateId: number): Promise<boolean> => {
    marked = templateId;
    const may = await process.attempt(() => templates(`Mark template ${templateId}`).retireTemplate(templateId));
    if (!may) {
      marked = undefined;
      return false;
    }
    // Whoever began with it just before the mark shows by then.
    const what = `Template ${templateId}, which nobody uses, makes room: until its use is looked at again`;
    await process.pause(timings.retireFor, { what, who: 'wechat' });
    const free = await process.attempt(() =>
      templates(`Does anybody use template ${templateId}?`).isTemplateFree(templateId),
    );
    if (!free) {
      await process.attempt(keep);
      return false;
    }
    await process.attempt(() => deleteTemplate(templateId));
    marked = undefined;
    removed.push(templateId);
    process.progress.note('promote', `The library was full: template ${removed.join(', ')} made room.`);
    await process.attempt(() => templates(`Forget template ${templateId}`).forgetTemplate(templateId));
    return true;
  };

  return {
    make: async () => {
      for (;;) {
        const found = await process.attempt(() => templates('Which template does nobody use?').findRemovable());
        if (found.templateId === undefined) return process.park({ what: nothingToRemove(found), who: 'provider' });
        if (await remove(found.templateId)) return;
      }
    },
    removed: () => removed,
    end: () => keep().catch(() => undefined),
  };
};

const nothingToRemove = ({ used, kept, untold }: Removable): string => {
  const unclear =
    untold > 0
      ? ` and of ${untold} it can't be told: they were not promoted here, and accounts run code of which nobody here knows the template`
      : '';
  return `The template library is full: ${used} are in use, ${kept} are to be kept${unclear}. Remove one that nobody needs (POST /v1/template-removals), then retry.`;
};

/** A template that is gone already is as good. */
export const deleteTemplate = async (templateId: number): Promise<void> => {
  try {
    await wx(`Remove template ${templateId}, which nobody uses`).deleteTemplate({ template_id: templateId });
  } catch (error) {
    if (weChatFailureOf(error).class !== 'done') throw error;
  }
};
