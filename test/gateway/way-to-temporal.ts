import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { freePort } from '../../scripts/ports.ts';

/** An address of Temporal that can go away and come back, as its clients see it. */
export type WayToTemporal = {
  readonly address: string;
  /** Nobody listens, connections are cut. */
  stop(): Promise<void>;
  /** Connections are taken and nothing is answered. */
  freeze(): Promise<void>;
  open(): Promise<void>;
};

/** Makes a way to a Temporal that keeps running; it is stopped at first. */
export const wayToTemporal = async (address: string): Promise<WayToTemporal> => {
  const [host = '', temporalPort] = address.split(':');
  const port = await freePort(host);
  let server: Server | undefined;
  const sockets = new Set<Socket>();

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const stop = async () => {
    if (!server) return;
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
    server = undefined;
  };
  const listen = async (take: (socket: Socket) => void) => {
    await stop();
    server = createServer((socket) => {
      keep(socket);
      take(socket);
    }).listen(port, host);
    await once(server, 'listening');
  };
  onTestFinished(stop);
  return {
    address: `${host}:${port}`,
    stop,
    freeze: () => listen((socket) => socket.resume()),
    open: () =>
      listen((socket) => {
        const onward = connect(Number(temporalPort), host);
        keep(onward);
        socket.pipe(onward).pipe(socket);
      }),
  };
};
