import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Ports of this host that nobody uses now, each another. */
export const freePorts = async (host: string, count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(host, 0)));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
};

/** A port of this host that nobody uses now. */
export const freePort = async (host: string): Promise<number> => {
  const server = await listen(host, 0);
  const port = portOf(server);
  await close(server);
  return port;
};

/** Throws where two settings name the same port. */
export const requireDistinct = (ports: Readonly<Record<string, number>>): void => {
  for (const [variable, port] of Object.entries(ports)) {
    const [other] = Object.entries(ports).find(([name, value]) => value === port && name !== variable) ?? [];
    if (other) throw new Error(`${variable} and ${other} are both ${port}; give each a port of its own.`);
  }
};

/** Throws where somebody listens there; `variable` is the setting that moves us elsewhere. */
export const requireFreePort = async (host: string, port: number, variable: string): Promise<void> => {
  try {
    await close(await listen(host, port));
  } catch (error) {
    throw new Error(
      `Port ${port} is taken. Stop what listens there (is Weft already running?), or set ${variable} to a free port, for example ${variable}=${port + 1000}.`,
      { cause: error },
    );
  }
};

const listen = async (host: string, port: number): Promise<Server> => {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return server;
};

const close = async (server: Server): Promise<void> => {
  server.close();
  await once(server, 'close');
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen on a port.');
  return address.port;
};
