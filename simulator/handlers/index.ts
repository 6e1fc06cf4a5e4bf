import type { SimulatorSlots } from '../slots.ts';
import { authorizationManagement } from './authorization-management.ts';
import { categoryManagement } from './category-management.ts';
import { codeManagementAudit } from './code-management-audit.ts';
import { codeManagementRelease } from './code-management-release.ts';
import { privacyManagement } from './privacy-management.ts';
import { recordManagement } from './record-management.ts';
import { registerManagement } from './register-management.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';

/** What answers each declared call. */
export const handlers = {
  ...authorizationManagement,
  ...categoryManagement,
  ...codeManagementAudit,
  ...codeManagementRelease,
  ...privacyManagement,
  ...recordManagement,
  ...registerManagement,
  ...templateManagement,
  ...ticketToken,
} satisfies SimulatorSlots;
