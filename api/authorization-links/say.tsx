import type { Response } from 'express';
import { newNonce, sendPage } from '../http/page.ts';
import { isUnreachable } from '../http/problem-of.ts';
import { NoticePage } from '../pages/notice-page.tsx';
import { pagePolicy } from '../pages/policy.ts';
import { type Notice, notices } from './notices.ts';

/** Answers with a page that only says something. */
export const say = (response: Response, { status, ...notice }: Notice): void => {
  const nonce = newNonce();
  sendPage(response.status(status), pagePolicy(nonce), <NoticePage {...notice} nonce={nonce} />);
};

/** What to say where Temporal did not answer; anything else is thrown on. */
export const laterOf = (error: unknown, notice: Notice = notices.later): Notice => {
  if (isUnreachable(error)) return notice;
  throw error;
};
