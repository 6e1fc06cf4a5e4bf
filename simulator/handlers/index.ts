import type { SimulatorSlots } from '../slots.ts';
import { ams } from './ams.ts';
import { authorizationManagement } from './authorization-management.ts';
import { categoryManagement } from './category-management.ts';
import { codeManagement } from './code-management.ts';
import { domainManagement } from './domain-management.ts';
import { domainMgnt } from './domain-mgnt.ts';
import { embeddedManagement } from './embedded-management.ts';
import { fetchData } from './fetch-data.ts';
import { jumpqrcodeConfig } from './jumpqrcode-config.ts';
import { livePlayer } from './live-player.ts';
import { orderPath } from './order-path.ts';
import { privacyApiManagement } from './privacy-api-management.ts';
import { privacyManagement } from './privacy-management.ts';
import { registerManagement } from './register-management.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';

/** What answers each declared call. */
export const handlers = {
  ...ams,
  ...authorizationManagement,
  ...categoryManagement,
  ...codeManagement,
  ...domainManagement,
  ...domainMgnt,
  ...embeddedManagement,
  ...fetchData,
  ...jumpqrcodeConfig,
  ...livePlayer,
  ...orderPath,
  ...privacyApiManagement,
  ...privacyManagement,
  ...registerManagement,
  ...templateManagement,
  ...ticketToken,
} satisfies SimulatorSlots;
