import type { SimulatorSlots } from '../slots.ts';
import { authorizationManagement } from './authorization-management.ts';
import { categoryManagement } from './category-management.ts';
import { codeManagement } from './code-management.ts';
import { privacyManagement } from './privacy-management.ts';
import { record } from './record.ts';
import { registerManagement } from './register-management.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';
import { weappWxverify } from './weapp-wxverify.ts';
import { wxverifyicp } from './wxverifyicp.ts';

/** What answers each declared call. */
export const handlers = {
  ...authorizationManagement,
  ...categoryManagement,
  ...codeManagement,
  ...privacyManagement,
  ...record,
  ...registerManagement,
  ...templateManagement,
  ...ticketToken,
  ...weappWxverify,
  ...wxverifyicp,
} satisfies SimulatorSlots;
