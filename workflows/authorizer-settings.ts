import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { changeSettings, settingsDeclared } from '../messages/account-settings.ts';
import { notNow } from '../messages/actions.ts';
import type { AuthorizerState } from '../messages/authorizer.ts';
import { settingsChanged, settingsOf, tooMuchKept } from './account-settings.ts';
import { wasAnswered } from './actions.ts';
import type { EntityState } from './entity.ts';

/** Lets people and processes change the settings of an account. */
export const takeSettings = ({ now, change }: EntityState<AuthorizerState>): void => {
  setHandler(settingsDeclared, (asked) => change((state) => settingsChanged(state, asked, new Date().toISOString())));
  setHandler(
    changeSettings,
    (asked) => {
      change((state) => settingsChanged(state, asked, new Date().toISOString()));
      return settingsOf(now());
    },
    {
      validator: ({ request, ...asked }) => {
        if (wasAnswered(now().answered, request)) return;
        const refusal = tooMuchKept(now(), asked);
        if (refusal) throw ApplicationFailure.nonRetryable(refusal, notNow);
      },
    },
  );
};
