import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createGateway, type GatewayDeps } from '../../api/callbacks/gateway.ts';
import { type Inbox, type InboxEntry, openInbox } from '../../api/callbacks/inbox.ts';
import { listen } from '../listen.ts';
import { type PushOptions, platform, pushOf, sealer } from './platform.ts';

export const silent = pino({ level: 'silent' });

/** A directory that is gone after the test. */
export const temporaryDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'weft-inbox-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
};

/** An inbox that is closed and gone after the test. */
export const temporaryInbox = async (): Promise<Inbox> => {
  const inbox = await openInbox(await temporaryDirectory());
  onTestFinished(() => inbox.close());
  return inbox;
};

/** What WeChat encrypted of an entry. */
export const encryptedOf = (entry: InboxEntry | undefined): string | undefined =>
  entry && 'encrypted' in entry ? entry.encrypted : undefined;

/** A gateway on a real port. */
export const listeningGateway = async (deps: Pick<GatewayDeps, 'inbox'> & Partial<GatewayDeps>) => {
  const server = createServer(
    express().use(createGateway({ ...platform, sealer, serviceReplies: async () => undefined, log: silent, ...deps })),
  );
  const url = `http://127.0.0.1:${await listen(server)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  /** Pushes an inner XML and gives the status and what was said. */
  const push = async (inner: string, options: PushOptions & { path?: string } = {}) => {
    const { query, body } = pushOf(inner, options);
    return send(`${options.path ?? '/callbacks/component'}?${query}`, body);
  };
  const send = async (pathAndQuery: string, body: string | null, init: RequestInit = {}) => {
    const headers = { 'content-type': 'text/xml' };
    const response = await fetch(url + pathAndQuery, { method: 'POST', headers, body, ...init });
    return { status: response.status, said: await response.text(), headers: response.headers };
  };
  return { url, push, send };
};
