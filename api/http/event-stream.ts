import type { Response } from 'express';
import type { SendEvent } from './route.ts';

/** Proxies close a connection that is silent for long, in milliseconds. */
const silence = 15_000;

/**
 * Answers with server-sent events until the source is done or the caller has gone.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const streamEvents = async (
  response: Response,
  source: (send: SendEvent, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  const beat = setInterval(() => response.write(': still here\n\n'), silence);
  try {
    await source((event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`), gone.signal);
  } finally {
    clearInterval(beat);
    response.end();
  }
};
