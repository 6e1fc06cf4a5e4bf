import { createServer } from 'node:http';

/** A server on a free port of this machine; what answers is set once its address is known. */
export const listen = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
