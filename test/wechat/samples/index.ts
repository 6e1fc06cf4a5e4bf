import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as codeManagementAudit } from './code-management-audit.ts';
import { samples as codeManagementRelease } from './code-management-release.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import { samples as recordManagement } from './record-management.ts';
import { samples as registerManagement } from './register-management.ts';
import type { Sample } from './sample.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
  ...authorizationManagement,
  ...categoryManagement,
  ...codeManagementAudit,
  ...codeManagementRelease,
  ...privacyManagement,
  ...recordManagement,
  ...registerManagement,
  ...templateManagement,
  ...ticketToken,
};
