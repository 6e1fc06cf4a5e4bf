import { condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import { settingsDeclared } from '../../messages/account-settings.ts';
import type { Request } from '../../messages/actions.ts';
import { accountAssigned, authorizationChanged } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { reads } from '../facts.ts';
import { type LeaseHold, openLease } from '../lease.ts';
import type { OpenBoard } from '../open-board.ts';
import type { Process } from '../process.ts';
import { arrived, authorizationRead, type Board } from './board.ts';

/** The account of an onboarding. */
export type Account = {
  /** Takes it on: it is the merchant's, and we hear what becomes of its authorization. */
  takeOn(own: Process, appid: string): Promise<void>;
  /** Gives it the settings that are declared for it; none where it is not there yet. */
  declareSettings(): Promise<void>;
  /** Lets another onboarding have it. */
  letGo(): Promise<void>;
};

/** What an account is taken on for: whose it is, who asks, and what runs when it lets us act for it once more. */
export type AccountOf = {
  readonly merchantId: string;
  readonly request: () => Request;
  readonly regained: () => Promise<void>;
};

/** Opens what is heard of the account; call it before the first await. */
export const openAccount = (board: OpenBoard<Board>, { merchantId, request, regained }: AccountOf): Account => {
  let changes = 0;
  let lease: LeaseHold | undefined;
  setHandler(authorizationChanged, () => {
    changes += 1;
  });

  const isGranted = async (own: Process, appid: string) => {
    const { readAuthorizer } = reads('How does the authorization stand?');
    const { authorization } = await own.attempt(() => readAuthorizer(appid));
    board.set(authorizationRead(board.now(), authorization));
    return authorization === 'granted';
  };
  const follow = async (own: Process, appid: string) => {
    for (let heard = 0; ; ) {
      await condition(() => changes > heard);
      heard = changes;
      if (await isGranted(own, appid)) await regained();
    }
  };
  const giveSettings = async (appid: string) => {
    const { settings } = board.now().declaration;
    if (!settings) return;
    const entity = getExternalWorkflowHandle(workflowIds.authorizer(appid));
    await entity.signal(settingsDeclared, { ...settings, request: request() });
  };
  return {
    declareSettings: async () => {
      const { appid } = board.now();
      if (appid !== undefined) await giveSettings(appid);
    },
    takeOn: async (own, appid) => {
      lease = openLease(own, appid, 'onboarding');
      await lease.take();
      await getExternalWorkflowHandle(workflowIds.authorizer(appid)).signal(accountAssigned, { merchantId });
      await giveSettings(appid);
      await isGranted(own, appid);
      board.set(arrived(board.now(), appid));
      board.beside(() => follow(own, appid));
    },
    letGo: async () => lease?.giveBack(),
  };
};
