import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What was answered. */
export type Answer = { readonly status: number; readonly body: string };

/** Connections that are kept alive, one request at a time on each; who finds none idle waits for one. */
export type Connections = { send(request: Buffer): Promise<Answer>; close(): void };

/**
 * Opens connections to this machine. Node's own HTTP client would take more of the cores than the servers that are
 * measured here, so requests are written as they were prepared, and of answers only status, length and body are read.
 */
export const openConnections = async (port: number, count: number): Promise<Connections> => {
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(port)));
  const idle = [...sockets];
  const waiting: ((socket: Socket) => void)[] = [];
  const take = () => {
    const socket = idle.pop();
    return socket ?? new Promise<Socket>((resolve) => waiting.push(resolve));
  };
  const giveBack = (socket: Socket) => {
    const next = waiting.shift();
    if (next) next(socket);
    else idle.push(socket);
  };
  return {
    send: async (request) => {
      const socket = await take();
      try {
        return await exchange(socket, request);
      } finally {
        giveBack(socket);
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
};

const openSocket = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
};

const exchange = (socket: Socket, request: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    let text = '';
    const end = (settle: () => void) => {
      socket.off('data', read).off('error', reject).off('close', cut);
      settle();
    };
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const answer = answerIn(text);
      if (answer) end(() => resolve(answer));
    };
    const cut = () => end(() => reject(new Error('The server closed the connection.')));
    socket.on('data', read).on('error', reject).on('close', cut);
    socket.write(request);
  });

/** The answer, once all of it has come. */
const answerIn = (text: string): Answer | undefined => {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  const body = text.slice(head + 4);
  return body.length < length ? undefined : { status: Number(text.slice(9, 12)), body };
};
