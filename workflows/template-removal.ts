import type { ProcessResult } from '../messages/progress.ts';
import type { TemplateRemovalInput, TemplateRemovalOutcome } from '../messages/template-removal.ts';
import { openProcess } from './process.ts';
import { deleteTemplate, templates } from './template-promotion/room.ts';

const steps = ['mark', 'use', 'remove'] as const;

/** Removes a template that a person wants gone, never one that is in use: no release begins with it while that is looked at. */
export async function templateRemoval(input: TemplateRemovalInput): Promise<ProcessResult<TemplateRemovalOutcome>> {
  const { templateId, evenIfUntold, timings } = input;
  const process = openProcess(`Remove template ${templateId}`, steps);
  let standing: 'untouched' | 'marked' | 'gone' = 'untouched';
  /** What is gone is forgotten, what was only marked stays; never fails. */
  const tell = async () => {
    if (standing === 'gone') await templates(`Forget template ${templateId}`).forgetTemplate(templateId);
    if (standing === 'marked') await templates(`Template ${templateId} stays`).keepTemplate(templateId);
  };

  return process.run<TemplateRemovalOutcome>(
    async () => {
      standing = 'marked';
      const may = await process.step('mark', () => templates(`Mark template ${templateId}`).retireTemplate(templateId));
      if (!may) return { kind: 'kept', note: 'It is the default, or to be kept: choose another, or say so no more.' };
      const what = `Template ${templateId} is about to be removed: until its use is looked at`;
      await process.pause(timings.retireFor, { what, who: 'wechat' });
      const { listed, uses, untold } = await process.step('use', () =>
        templates(`Does anybody use template ${templateId}?`).readTemplateUse(templateId),
      );
      if (uses > 0) return { kind: 'in-use', uses, note: `${uses} open releases and accounts use it.` };
      if (untold && !evenIfUntold) return { kind: 'untold', note: unclear };
      if (listed) await process.step('remove', () => deleteTemplate(templateId));
      standing = 'gone';
      return { kind: listed ? 'removed' : 'not-there' };
    },
    {
      cancelled: (by) => (standing === 'gone' ? { kind: 'removed' } : by),
      end: () => tell().catch(() => undefined),
    },
  );
}

const unclear =
  'Accounts run code of which nobody here knows the template, and this one was not promoted here: with `evenIfUntold` it goes all the same.';
