import { Router } from 'express';
import type { Inbox } from './callbacks/inbox.ts';

/**
 * `/health`: the process is up. `/ready`: callbacks can be kept, and nothing else, because a stopped Temporal must not take
 * the gateway out of balancing. `/metrics`: what waits in the inbox, for Prometheus.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const createHealth = (inbox: Pick<Inbox, 'writable' | 'waiting'>): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'up' });
  });
  router.get('/ready', async (_request, response) => {
    const writable = await inbox.writable();
    response.status(writable ? 200 : 503).json({ status: writable ? 'ready' : 'the inbox is not writable' });
  });
  router.get('/metrics', (_request, response) => {
    const { count, oldest } = inbox.waiting();
    const age = oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest) / 1000);
    response
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(
        gauge('weft_inbox_callbacks', 'Callbacks that wait for their delivery to Temporal.', count) +
          gauge('weft_inbox_oldest_seconds', 'How long the oldest of them has waited.', age),
      );
  });
  return router;
};

const gauge = (name: string, help: string, value: number) =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
