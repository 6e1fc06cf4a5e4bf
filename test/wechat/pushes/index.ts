import { pushes as accountSettings } from './account-settings.ts';
import { pushes as audit } from './audit.ts';
import { pushes as authorization } from './authorization.ts';
import { pushes as filing } from './filing.ts';
import type { PushSample } from './push.ts';
import { pushes as registration } from './registration.ts';
import { pushes as trial } from './trial.ts';
import { pushes as verification } from './verification.ts';
import { pushes as violation } from './violation.ts';

/** Pushes by the name of their declaration. */
export const pushes: Readonly<Record<string, readonly PushSample[]>> = {
  ...accountSettings,
  ...audit,
  ...authorization,
  ...filing,
  ...registration,
  ...trial,
  ...verification,
  ...violation,
};
