import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as codeManagement } from './code-management.ts';
import { samples as fastRegistBeta } from './fast-regist-beta.ts';
import { samples as fastRegistrationEnt } from './fast-registration-ent.ts';
import { samples as fastRegistrationInd } from './fast-registration-ind.ts';
import { samples as fastRegistrationOfficalaccount } from './fast-registration-officalaccount.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import type { Sample } from './sample.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
  ...authorizationManagement,
  ...categoryManagement,
  ...codeManagement,
  ...fastRegistBeta,
  ...fastRegistrationEnt,
  ...fastRegistrationInd,
  ...fastRegistrationOfficalaccount,
  ...privacyManagement,
  ...templateManagement,
  ...ticketToken,
};
