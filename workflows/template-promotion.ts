import type { PromotionBaseline } from '../activities/templates.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { PromotedTemplate } from '../messages/template-library.ts';
import type { TemplatePromotionInput, TemplatePromotionOutcome } from '../messages/template-promotion.ts';
import { openProcess, type Process } from './process.ts';
import { sendOnce } from './send-once.ts';
import { openRoom, type Room, templates } from './template-promotion/room.ts';
import { waitForFact } from './wait-for-fact.ts';
import { wxOnce } from './wechat.ts';

const steps = ['draft', 'promote', 'list', 'describe'] as const;

/**
 * Makes a draft (草稿) a template. WeChat does not say which one it became: the lists before and after are compared. A
 * draft that is a template already is not made another one.
 */
export async function templatePromotion(
  input: TemplatePromotionInput,
): Promise<ProcessResult<TemplatePromotionOutcome>> {
  const { draftId } = input;
  const process = openProcess(`Make draft ${draftId} a template`, steps);
  const room = openRoom(process, input);
  let doubtful = false;

  return process.run<TemplatePromotionOutcome>(
    async () => {
      const { draft, made, before } = await process.step('draft', () =>
        templates(`Read draft ${draftId} and the templates`).readPromotion(draftId),
      );
      if (!draft) return { kind: 'no-draft', note: gone(draftId) };
      let templateId = made;
      if (templateId === undefined) {
        const lost = () => {
          doubtful = true;
        };
        const sent = await process.step('promote', () => promote(process, input, { draft, before, room, lost }));
        if (!sent) return { kind: 'no-draft', note: gone(draftId) };
        doubtful = true;
        templateId = await process.step('list', () => newTemplate(process, input, { draft, before }));
      } else {
        for (const step of ['promote', 'list']) {
          process.progress.skip(step, `The draft is template ${templateId} already.`);
        }
      }
      const record = recordOf(input, templateId, made === undefined);
      await process.step('describe', () => templates(`Describe template ${templateId}`).recordPromotion(record));
      const { userVersion } = draft;
      return { kind: 'promoted', templateId, userVersion, already: made !== undefined, removed: room.removed() };
    },
    {
      cancelled: (by) => ({
        ...by,
        ...(doubtful ? { note: 'The draft may be a template already: GET /v1/templates shows it.' } : {}),
      }),
      end: () => room.end(),
    },
  );
}

const gone = (draftId: number) =>
  `The draft box holds no draft ${draftId}: it keeps the newest upload of each development mini program (开发小程序).`;

/** Makes it a template, once; false where the draft has gone. */
const promote = (
  process: Process,
  { draftId, timings }: TemplatePromotionInput,
  { room, lost, ...baseline }: PromotionBaseline & { readonly room: Room; readonly lost: () => void },
): Promise<boolean> =>
  sendOnce<boolean>(process, {
    what: `Make draft ${draftId} a template`,
    lookUpAfter: timings.lookUpAfter,
    lost,
    send: async () => {
      await wxOnce(`Make draft ${draftId} a template`).addToTemplate({ draft_id: draftId, template_type: 0 });
      return true;
    },
    landed: async () =>
      (await templates('Was the template made?').findTemplate(baseline)) === null ? undefined : true,
    refused: async ({ errcode }) => {
      if (errcode === draftNotFound) return { answer: false };
      if (errcode !== libraryFull) return undefined;
      await room.make();
      return 'again';
    },
  });

const [draftNotFound, libraryFull] = [85064, 85065] as const;

/** The id of the template that was made, once the list shows it. */
const newTemplate = async (
  process: Process,
  { timings }: TemplatePromotionInput,
  baseline: PromotionBaseline,
): Promise<number> => {
  for (;;) {
    const found = await waitForFact(process, {
      waitingFor: { what: 'The list of templates to show the new one', who: 'wechat' },
      until: Date.now() + timings.listWindow,
      every: timings.listPoll,
      ask: (facts, asking) => facts.awaitTemplate({ ...asking, ...baseline }),
    });
    if (found !== undefined) return found;
    const what = 'WeChat took the draft, yet the list of templates does not show a new one: look.';
    await process.pause(timings.listWindow, { what, who: 'ops' });
  }
};

const recordOf = (
  { note, ext, pages, keep, makeDefault }: TemplatePromotionInput,
  templateId: number,
  isNew: boolean,
): PromotedTemplate => ({
  templateId,
  makeDefault,
  ...(note === undefined ? {} : { note }),
  ...(ext === undefined ? {} : { ext }),
  ...(pages === undefined ? {} : { pages }),
  ...(keep === undefined ? {} : { keep }),
  ...(isNew ? { promotedAt: new Date().toISOString() } : {}),
});
