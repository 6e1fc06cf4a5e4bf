import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A word, new for each answer, by which a policy knows the page's own scripts and styles. */
export const newNonce = (): string => randomBytes(16).toString('base64url');

/** Answers with an HTML page under these directives of a Content-Security-Policy. */
export const sendPage = (response: Response, policy: readonly string[], page: JSX.Element): void => {
  response
    .set('Content-Security-Policy', policy.join('; '))
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`);
};
