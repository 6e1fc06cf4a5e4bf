import { samples as ams } from './ams.ts';
import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as codeManagement } from './code-management.ts';
import { samples as domainManagement } from './domain-management.ts';
import { samples as domainMgnt } from './domain-mgnt.ts';
import { samples as embeddedManagement } from './embedded-management.ts';
import { samples as fetchData } from './fetch-data.ts';
import { samples as jumpqrcodeConfig } from './jumpqrcode-config.ts';
import { samples as livePlayer } from './live-player.ts';
import { samples as orderPath } from './order-path.ts';
import { samples as privacyApiManagement } from './privacy-api-management.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import { samples as registerManagement } from './register-management.ts';
import type { Sample } from './sample.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
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
};
