import { createServer } from 'node:http';
import { listen } from '../listen.ts';

/** A server on a free port of this machine; what answers is set once its address is known. */
export const listeningServer = async () => {
  const server = createServer();
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    server,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
