import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/**
 * Makes this process the only one that uses a directory, until the returned function is called or the process ends,
 * however it ends. Throws a sentence that says what to do where another process has it.
 */
export const claimDirectory = async (directory: string): Promise<() => Promise<void>> => {
  const path = join(directory, 'owner.sock');
  const server = createServer((socket) => socket.destroy());
  if (!(await listens(server, path))) {
    if (await answers(path)) {
      throw new Error(
        `Another process uses the directory ${directory}. Stop it, or give each api a directory of its own (WEFT_DATA).`,
      );
    }
    // A process that was killed leaves the name behind, and nobody listens to it.
    await rm(path, { force: true });
    if (!(await listens(server, path)))
      throw new Error(`The directory ${directory} was just taken by another process.`);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
};

const listens = (server: Server, path: string) =>
  new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false);
      reject(new Error(`The directory of ${path} can't be claimed (${error.code}); its path may be too long.`));
    });
    server.listen(path, () => resolve(true));
  });

const answers = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
