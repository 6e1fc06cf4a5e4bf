import { pushes as audit } from './audit.ts';
import { pushes as authorization } from './authorization.ts';
import { pushes as live } from './live.ts';
import { pushes as orderPath } from './order-path.ts';
import { pushes as privacyApi } from './privacy-api.ts';
import type { PushSample } from './push.ts';
import { pushes as registration } from './registration.ts';

/** Pushes by the name of their declaration. */
export const pushes: Readonly<Record<string, readonly PushSample[]>> = {
  ...audit,
  ...authorization,
  ...live,
  ...orderPath,
  ...privacyApi,
  ...registration,
};
