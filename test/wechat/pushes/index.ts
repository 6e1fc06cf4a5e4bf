import { pushes as accountSettings } from './account-settings.ts';
import { pushes as audit } from './audit.ts';
import { pushes as authorization } from './authorization.ts';
import { pushes as filing } from './filing.ts';
import { pushes as live } from './live.ts';
import { pushes as orderPath } from './order-path.ts';
import { pushes as privacyApi } from './privacy-api.ts';
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
  ...live,
  ...orderPath,
  ...privacyApi,
  ...registration,
  ...trial,
  ...verification,
  ...violation,
};
