import express from 'express';
import { aesKeyOf } from '../wechat/crypto.ts';
import { createCallbackSender } from './callback.ts';
import { createPerform, type Perform } from './calls/perform.ts';
import { createControl } from './control/control.ts';
import { entryPages } from './pages/entry.ts';
import { identityCheckPages } from './pages/identity-check.ts';
import { createPersonPages } from './pages/pages.tsx';
import { loanPages } from './pages/subject-loan.ts';
import { trialPages } from './pages/trial.ts';
import { verifyingPages } from './pages/verifying.ts';
import { createPublishCheck } from './publish-check.ts';
import { createWorld } from './world/world.ts';

/** What the simulator must know of the platform, and how it behaves. */
export type SimulatorOptions = {
  readonly componentAppid: string;
  readonly componentSecret: string;
  readonly callbackToken: string;
  /** The EncodingAESKey, 43 characters. */
  readonly callbackAesKey: string;
  /** Where pushes go, without the path. */
  readonly gatewayUrl: string;
  /** The platform's registered domain (登录授权的发起页域名), from which merchants come and to which they return; any unless told. */
  readonly authorizationDomain?: string;
  /** How long the privacy detection of a commit takes, in milliseconds of the simulator's clock; 3,000 unless told. */
  readonly detection?: number;
  /** The hosts that may call (白名单IP); all unless told. */
  readonly ipAllowList?: readonly string[];
  /** Takes one entry for each call and push; none holds a credential. */
  readonly log?: (entry: object) => void;
};

/** A simulated WeChat: the app to listen with, the start of the ticket push, and the end of all that runs by itself. */
export type Simulator = { readonly app: express.Express; start(): void; stop(): Promise<void> };

/** The largest body WeChat takes: a video of 10 MB in its form. */
const bodyLimit = '12mb';

/** Makes a simulated WeChat in its default world. */
export const createSimulator = (options: SimulatorOptions): Simulator => {
  const { detection = 3000, log = () => {}, ...platform } = options;
  const seconds = () => Math.floor(Date.now() / 1000);
  const keys = { token: platform.callbackToken, aesKey: aesKeyOf(platform.callbackAesKey) };
  const send = createCallbackSender({ ...platform, ...keys, seconds });
  const world = createWorld({ ...platform, detection, send, seconds, log });
  const perform = createPerform({ world, log });

  const app = express();
  app.disable('x-powered-by');
  app.use('/_sim', createControl(world, createPublishCheck({ world, ...platform, ...keys, seconds })));
  app.use(
    createPersonPages([
      entryPages(world),
      identityCheckPages(world.registrations, world.conversions),
      loanPages(world.loans),
      trialPages(world.trials),
      verifyingPages(world.verifying),
    ]),
  );
  app.use(express.raw({ type: () => true, limit: bodyLimit }), answering(perform));

  return {
    app,
    start: () => {
      world.tickets.start();
    },
    stop: async () => {
      world.tickets.stop();
      world.reset();
      world.clock.stop();
    },
  };
};

/** Turns HTTP into calls and answers into HTTP. */
const answering =
  (perform: Perform): express.RequestHandler =>
  async (request, response) => {
    const origin = `${request.protocol}://${request.host}`;
    const url = new URL(request.originalUrl, origin);
    const answer = await perform({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array(),
      contentType: request.get('content-type') ?? '',
      ip: request.socket.remoteAddress ?? '',
      origin,
    });
    switch (answer.kind) {
      case 'json':
        response.json(answer.body);
        return;
      case 'file':
        response.attachment('QRCode.jpg').type(answer.contentType).send(Buffer.from(answer.bytes));
        return;
      case 'cut':
        request.socket.destroy();
    }
  };
