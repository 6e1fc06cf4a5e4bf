import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as codeManagement } from './code-management.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import { samples as record } from './record.ts';
import { samples as registerManagement } from './register-management.ts';
import type { Sample } from './sample.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';
import { samples as weappWxverify } from './weapp-wxverify.ts';
import { samples as wxverifyicp } from './wxverifyicp.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
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
};
