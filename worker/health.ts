import { createServer, type Server } from 'node:http';
import type { HostRefusal } from './host-gate.ts';

/**
 * `/health`: the process is up. `/ready`: it takes work; where WeChat refuses this host's IP it answers 503 and says why.
 */
export const serveHealth = (
  at: { readonly host: string; readonly port: number },
  refusal: () => HostRefusal | undefined,
): Server =>
  createServer(({ url }, response) => {
    const refused = refusal();
    const answers: Record<string, readonly [number, object]> = {
      '/health': [200, { status: 'up' }],
      '/ready': refused
        ? [503, { status: refused.why, since: new Date(refused.since).toISOString() }]
        : [200, { status: 'ready' }],
    };
    const [status, body] = answers[url ?? ''] ?? [404, { status: 'not found' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(at.port, at.host);
