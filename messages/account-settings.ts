import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ExtJson, Variables } from '../wechat/ext-json/types.ts';
import type { Request } from './actions.ts';

/** What operators keep with an account for its releases. */
export type AccountSettings = {
  /** Labels by which accounts are chosen; a search attribute, so nothing personal. */
  readonly tags: readonly string[];
  /** Variables of its ext.json, before those of the fleet. */
  readonly variables: Variables;
  /** Its layer of the ext.json: over the fleet's, below the release's. */
  readonly ext: ExtJson;
};

/** How much an account may keep, so that its entity stays small; variables as JSON in characters. */
export const settingsLimits = { tags: 20, variables: 100, variablesLength: 8_192 } as const;

/** What is to be another: `tags`, `variables` and `ext` in the place of what was, the others beside it. */
export type SettingsChange = Partial<AccountSettings> & {
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly setVariables?: Variables;
  /** Names. */
  readonly removeVariables?: readonly string[];
};

/** Changes the settings of an account; answers how they are then. Refused where there would be too many. */
export const changeSettings = defineUpdate<AccountSettings, [SettingsChange & { readonly request: Request }]>(
  'changeSettings',
);
/** The same from a process, within the limits: what is given takes the place of what was. */
export const settingsDeclared =
  defineSignal<[Partial<AccountSettings> & { readonly request: Request }]>('settingsDeclared');
