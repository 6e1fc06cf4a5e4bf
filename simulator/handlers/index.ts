import type { SimulatorSlots } from '../slots.ts';
import { authorizationManagement } from './authorization-management.ts';
import { basicInfoManagement } from './basic-info-management.ts';
import { categoryManagement } from './category-management.ts';
import { cloudbase } from './cloudbase.ts';
import { codeManagement } from './code-management.ts';
import { kfMessage } from './kf-message.ts';
import { miniProgramLinks } from './link-miniprogram.ts';
import { login } from './login.ts';
import { material } from './material.ts';
import { memberManagement } from './member-management.ts';
import { openapiManagement } from './openapi-management.ts';
import { openplatformManagement } from './openplatform-management.ts';
import { pluginManagement } from './plugin-management.ts';
import { privacyManagement } from './privacy-management.ts';
import { qrCode } from './qr-code.ts';
import { registerManagement } from './register-management.ts';
import { subscribeComponent } from './subscribe-component.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';

/** What answers each declared call. */
export const handlers = {
  ...authorizationManagement,
  ...basicInfoManagement,
  ...categoryManagement,
  ...cloudbase,
  ...codeManagement,
  ...miniProgramLinks,
  ...login,
  ...openapiManagement,
  ...openplatformManagement,
  ...kfMessage,
  ...material,
  ...memberManagement,
  ...pluginManagement,
  ...privacyManagement,
  ...qrCode,
  ...registerManagement,
  ...subscribeComponent,
  ...templateManagement,
  ...ticketToken,
} satisfies SimulatorSlots;
