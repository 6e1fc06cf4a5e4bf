import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { freePort } from '../../scripts/ports.ts';
import { listen } from '../listen.ts';

/** A request as it arrived. */
export type Arrived = { method: string; path: string; query: Record<string, string>; type: string; body: string };
/** How the server treats one request; JSON where it is an object. */
export type Answer = object | ((response: ServerResponse, request: IncomingMessage) => void);

/** A real HTTP server that gives the answers in order, the last one for ever, and keeps what arrived. */
export const answeringServer = async (...answers: [Answer, ...Answer[]]) => {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = answers[Math.min(arrived.length, answers.length - 1)];
    arrived.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      type: request.headers['content-type'] ?? '',
      body: await text(request),
    });
    if (typeof answer === 'function') return answer(response, request);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, arrived };
};

/** An address where nobody listens. */
export const refusingAddress = async (): Promise<string> => `http://127.0.0.1:${await freePort('127.0.0.1')}`;
