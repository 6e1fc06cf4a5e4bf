import { afterEach, beforeEach } from 'vitest';
import { type Stage, startStage } from './stage.ts';
import { versionsOf } from './versions.ts';

/** The stage of the test that runs, an account there, and what that does with its code: see `freshStage`. */
export let stage: Stage;
export let appid: string;
export let code: ReturnType<typeof versionsOf>;

/** Gives each test of a file a stage of its own with one account; `known` is what the control API takes of it. */
export const freshStage = (known: object = {}): void => {
  beforeEach(async () => {
    stage = await startStage();
    ({ appid } = await stage.account(known));
    code = versionsOf(stage, appid);
  });
  afterEach(() => stage.stop());
};
