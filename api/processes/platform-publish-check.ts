import { process } from '../process.ts';
import { steering } from './steering.ts';

/** The code message of WeChat's publish check (全网发布); the gateway starts it. */
export const platformPublishCheck = process({
  path: '/platform-publish-checks',
  workflow: 'platformPublishCheck',
  title: 'publish check (全网发布)',
  calls: ['getAuthorizerRefreshToken', 'sendCustomMessage'],
  actions: steering,
});
