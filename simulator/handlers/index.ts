import type { SimulatorSlots } from '../slots.ts';
import { authorizationManagement } from './authorization-management.ts';
import { categoryManagement } from './category-management.ts';
import { codeManagement } from './code-management.ts';
import { fastRegistBeta } from './fast-regist-beta.ts';
import { fastRegistrationEnt } from './fast-registration-ent.ts';
import { fastRegistrationInd } from './fast-registration-ind.ts';
import { fastRegistrationOfficalaccount } from './fast-registration-officalaccount.ts';
import { privacyManagement } from './privacy-management.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';

/** What answers each declared call. */
export const handlers = {
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
} satisfies SimulatorSlots;
