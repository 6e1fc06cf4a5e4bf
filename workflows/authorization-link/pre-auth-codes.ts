import { ApplicationFailure, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { notNow } from '../../messages/actions.ts';
import {
  type AuthorizationWish,
  type IssuedCode,
  issuePreAuthCode,
  type PreAuthCode,
} from '../../messages/authorization-link.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import { refusalOf } from '../credential-failures.ts';
import { preAuthCalls } from '../credentials.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import type { Process } from '../process.ts';
import type { LinkedAccounts } from './linked-accounts.ts';

/** So many codes fit a search attribute's 2 KB; more views in half an hour are no merchant. */
const atOnce = 30;
/** WeChat counts a platform's codes of a day: one link must not use them up. */
const inAll = 500;

/** The codes of a link's views. */
export type PreAuthCodes = {
  /** When the last code ends, in milliseconds since the epoch; 0 before the first. */
  lastEnd(): number;
};

/** Answers `issuePreAuthCode` until the link's end; call it before the first await. */
export const openPreAuthCodes = (
  process: Process,
  { authType, appid, permissionSets }: AuthorizationWish,
  link: { readonly end: number; readonly accounts: LinkedAccounts },
): PreAuthCodes => {
  let codes: readonly PreAuthCode[] = [];
  let underWay = 0;
  let made = 0;
  const alive = () => codes.filter(({ expiresAt }) => expiresAt > Date.now());

  const issue = async (): Promise<IssuedCode> => {
    underWay += 1;
    try {
      const issued = await preAuthCalls('Make a pre-authorization code for one view').createPreAuthCode();
      codes = [...alive(), issued];
      made += 1;
      const pointers = codes.map(({ pointer }) => externalIds.preAuthCode(pointer));
      upsertSearchAttributes([{ key: searchAttributes.ExternalIds, value: pointers }]);
      const { pointer, ...shown } = issued;
      return {
        ...shown,
        authType,
        ...(appid ? { appid } : {}),
        ...(permissionSets ? { permissionSets } : {}),
        authorized: link.accounts.appids(),
        lacking: link.accounts.lacking(),
      };
    } catch (error) {
      const failure = weChatFailureOf(error);
      process.progress.note('authorization', `No pre-authorization code could be had: ${wordsOf(failure)}`);
      throw refusalOf(failure);
    } finally {
      underWay -= 1;
    }
  };
  setHandler(issuePreAuthCode, issue, {
    validator: () => {
      if (Date.now() >= link.end) throw refused('The link has expired; make a new one.');
      if (made + underWay >= inAll) throw refused(`The link was opened ${inAll} times; cancel it and make a new one.`);
      if (alive().length + underWay >= atOnce)
        throw refused('The link is opened too often; try again in half an hour.');
    },
  });

  return { lastEnd: () => Math.max(0, ...codes.map(({ expiresAt }) => expiresAt)) };
};

const refused = (reason: string) => ApplicationFailure.nonRetryable(reason, notNow);
