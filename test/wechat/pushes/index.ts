import { pushes as audit } from './audit.ts';
import { pushes as authorization } from './authorization.ts';
import type { PushSample } from './push.ts';
import { pushes as registration } from './registration.ts';
import { pushes as trial } from './trial.ts';

/** Pushes by the name of their declaration. */
export const pushes: Readonly<Record<string, readonly PushSample[]>> = {
  ...audit,
  ...authorization,
  ...registration,
  ...trial,
};
