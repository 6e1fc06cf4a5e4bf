import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, freePorts, requireDistinct, requireFreePort } from '../../scripts/ports.ts';

const host = '127.0.0.1';

describe('a port', () => {
  it('that is free is let through', async () => {
    await expect(requireFreePort(host, await freePort(host), 'PORT')).resolves.toBeUndefined();
  });

  it('is another for each who asks at once', async () => {
    expect(new Set(await freePorts(host, 20)).size).toBe(20);
  });

  it('that is taken is named, with the variable that moves us elsewhere', async () => {
    const port = await freePort(host);
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    await expect(requireFreePort(host, port, 'PORT')).rejects.toThrow(
      `Port ${port} is taken. Stop what listens there (is Weft already running?), or set PORT to a free port`,
    );
    server.close();
  });

  it('that two settings share is refused, and both are named', () => {
    expect(() => requireDistinct({ PORT: 3_000, SIMULATOR_PORT: 4_000 })).not.toThrow();
    expect(() => requireDistinct({ PORT: 3_000, SIMULATOR_PORT: 4_000, TEMPORAL_PORT: 3_000 })).toThrow(
      'PORT and TEMPORAL_PORT are both 3000',
    );
  });
});
