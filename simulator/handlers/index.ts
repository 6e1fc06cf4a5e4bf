import type { SimulatorSlots } from '../slots.ts';
import { authorizationManagement } from './authorization-management.ts';
import { categoryManagement } from './category-management.ts';
import { cloudbase } from './cloudbase.ts';
import { codeManagement } from './code-management.ts';
import { kfMessage } from './kf-message.ts';
import { miniProgramLinks } from './link-miniprogram.ts';
import { login } from './login.ts';
import { openapiManagement } from './openapi-management.ts';
import { openplatformManagement } from './openplatform-management.ts';
import { privacyManagement } from './privacy-management.ts';
import { registerManagement } from './register-management.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';

/** What answers each declared call. */
export const handlers = {
  ...authorizationManagement,
  ...categoryManagement,
  ...cloudbase,
  ...codeManagement,
  ...miniProgramLinks,
  ...login,
  ...openapiManagement,
  ...openplatformManagement,
  ...kfMessage,
  ...privacyManagement,
  ...registerManagement,
  ...templateManagement,
  ...ticketToken,
} satisfies SimulatorSlots;
