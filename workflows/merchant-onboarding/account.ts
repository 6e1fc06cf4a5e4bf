import { condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
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
  /** Lets another onboarding have it. */
  letGo(): Promise<void>;
};

/** Opens what is heard of the account; `regained` runs when it lets us act for it once more. Call it before the first await. */
export const openAccount = (board: OpenBoard<Board>, merchantId: string, regained: () => Promise<void>): Account => {
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
  return {
    takeOn: async (own, appid) => {
      lease = openLease(own, appid, 'onboarding');
      await lease.take();
      await getExternalWorkflowHandle(workflowIds.authorizer(appid)).signal(accountAssigned, { merchantId });
      await isGranted(own, appid);
      board.set(arrived(board.now(), appid));
      board.beside(() => follow(own, appid));
    },
    letGo: async () => lease?.giveBack(),
  };
};
