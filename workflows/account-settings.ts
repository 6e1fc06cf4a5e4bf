import { type AccountSettings, type SettingsChange, settingsLimits } from '../messages/account-settings.ts';
import type { Request } from '../messages/actions.ts';
import type { AuthorizerState } from '../messages/authorizer.ts';
import { answeredOnce, noted, whoOf } from './account-record.ts';

/** The settings of an account. */
export const settingsOf = ({ tags = [], variables = {}, ext = {} }: AuthorizerState): AccountSettings => ({
  tags,
  variables,
  ext,
});

/** The settings after a change. */
export const settingsAfter = (settings: AccountSettings, change: SettingsChange): AccountSettings => {
  const { tags = settings.tags, addTags = [], removeTags = [] } = change;
  const { variables = settings.variables, setVariables = {}, removeVariables = [] } = change;
  const kept = Object.entries({ ...variables, ...setVariables }).filter(([name]) => !removeVariables.includes(name));
  return {
    tags: [...new Set([...tags, ...addTags])].filter((tag) => !removeTags.includes(tag)).sort(),
    variables: Object.fromEntries(kept),
    ext: change.ext ?? settings.ext,
  };
};

/** Why a change can't be made: the entity's state is to stay small. */
export const tooMuchKept = (state: AuthorizerState, change: SettingsChange): string | undefined => {
  const { tags, variables } = settingsAfter(settingsOf(state), change);
  const { tags: mostTags, variables: mostVariables, variablesLength } = settingsLimits;
  if (tags.length > mostTags)
    return `The account would have ${tags.length} tags, and ${mostTags} is the most: remove some.`;
  const names = Object.keys(variables).length;
  if (names > mostVariables) {
    return `The account would have ${names} variables, and ${mostVariables} is the most: remove some.`;
  }
  const length = JSON.stringify(variables).length;
  if (length <= variablesLength) return undefined;
  return `The account's variables would be ${length} characters of JSON, and ${variablesLength} is the most: let the mini program fetch what is long.`;
};

/** Changes the settings, now (ISO 8601), and keeps who did; a keyed request once. */
export const settingsChanged = (
  state: AuthorizerState,
  { request, ...change }: SettingsChange & { readonly request: Request },
  at: string,
): AuthorizerState => {
  const fresh = answeredOnce(state, request.idempotency);
  if (!fresh) return state;
  const before = settingsOf(fresh);
  const after = settingsAfter(before, change);
  const parts = (['tags', 'variables', 'ext'] as const).filter(
    (part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]),
  );
  if (parts.length === 0) return fresh;
  return noted({ ...fresh, ...after }, { at, event: `${parts.join(', ')} changed`, note: whoOf(request) });
};
