import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
} from '@temporalio/workflow';
import { notNow, type Request } from '../messages/actions.ts';
import {
  chooseDefault,
  describeTemplate,
  draftPromoted,
  retireTemplate,
  setPromotionRules,
  type TemplateLibraryInput,
  type TemplateLibraryState,
  templateKept,
  templateLibraryView,
  templatePromoted,
  templateRemoved,
} from '../messages/template-library.ts';
import { wasAnswered } from './actions.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { openKeyRotation } from './key-rotation.ts';
import {
  answeredOnce,
  defaultChosen,
  described,
  draftTaken,
  isKept,
  newTemplateLibrary,
  promoted,
  removed,
  retired,
  ruled,
  shownOfLibrary,
  tooMuchSaid,
  unretired,
  viewOf,
} from './template-library-state.ts';

/**
 * The entity of what the provider says of the templates: notes, the default, each template's layer of ext.json, and whose
 * drafts are promoted by themselves. Which templates there are is WeChat's to say, and is not kept here.
 */
export const templateLibrary = async (input: TemplateLibraryInput): Promise<void> => {
  const state = openState(input.state ?? newTemplateLibrary, shownOfLibrary);
  const rotation = openKeyRotation(state);
  const { change } = state;
  const validator = ({ request }: { readonly request: Request }) => void wasAnswered(state.now().answered, request);
  /** A keyed request is taken once, however often it comes. */
  const once = (request: Request, step: (now: TemplateLibraryState) => TemplateLibraryState) =>
    change((now) => {
      const fresh = answeredOnce(now, request);
      return fresh ? step(fresh) : now;
    });

  setHandler(templateLibraryView, () => viewOf(state.now()));
  setHandler(describeTemplate, ({ request, ...description }) => once(request, (now) => described(now, description)), {
    validator: ({ request, ...description }) => {
      if (wasAnswered(state.now().answered, request)) return;
      const refusal = tooMuchSaid(state.now(), description);
      if (refusal) throw ApplicationFailure.nonRetryable(refusal, notNow);
    },
  });
  setHandler(chooseDefault, ({ templateId, request }) => once(request, (now) => defaultChosen(now, templateId)), {
    validator,
  });
  setHandler(setPromotionRules, ({ rules, request }) => once(request, (now) => ruled(now, rules)), { validator });
  setHandler(retireTemplate, ({ templateId }) => {
    change((now) => retired(now, templateId));
    return !isKept(state.now(), templateId);
  });
  setHandler(templateKept, ({ templateId }) => change((now) => unretired(now, templateId)));
  setHandler(templateRemoved, ({ templateId }) => change((now) => removed(now, templateId)));
  setHandler(templatePromoted, (template) => change((now) => promoted(now, template)));
  setHandler(draftPromoted, (draft) => change((now) => draftTaken(now, draft)));

  await CancellationScope.nonCancellable(async () => {
    await condition(() => rotation.due() || isTimeToContinue(input.historyLimit));
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof templateLibrary>({ ...input, state: state.now() });
  });
};
