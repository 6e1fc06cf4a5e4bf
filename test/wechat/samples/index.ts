import { samples as ams } from './ams.ts';
import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as basicInfoManagement } from './basic-info-management.ts';
import { samples as basicInfoManagementFetchData } from './basic-info-management-fetch-data.ts';
import { samples as basicInfoManagementOrderPath } from './basic-info-management-order-path.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as cloudbase } from './cloudbase.ts';
import { samples as codeManagementAudit } from './code-management-audit.ts';
import { samples as codeManagementRelease } from './code-management-release.ts';
import { samples as domainManagement } from './domain-management.ts';
import { samples as domainMgnt } from './domain-mgnt.ts';
import { samples as embeddedManagement } from './embedded-management.ts';
import { samples as fastRegistBeta } from './fast-regist-beta.ts';
import { samples as fastRegistrationEnt } from './fast-registration-ent.ts';
import { samples as fastRegistrationInd } from './fast-registration-ind.ts';
import { samples as fastRegistrationOfficalaccount } from './fast-registration-officalaccount.ts';
import { samples as jumpqrcodeConfig } from './jumpqrcode-config.ts';
import { samples as kfMessage } from './kf-message.ts';
import { samples as linkMiniprogram } from './link-miniprogram.ts';
import { samples as livePlayer } from './live-player.ts';
import { samples as login } from './login.ts';
import { samples as material } from './material.ts';
import { samples as memberManagement } from './member-management.ts';
import { samples as openapiManagement } from './openapi-management.ts';
import { samples as openplatformManagement } from './openplatform-management.ts';
import { samples as pluginManagement } from './plugin-management.ts';
import { samples as privacyApiManagement } from './privacy-api-management.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import { samples as qrCode } from './qr-code.ts';
import { samples as record } from './record.ts';
import { samples as recordManagement } from './record-management.ts';
import type { Sample } from './sample.ts';
import { samples as subscribeComponent } from './subscribe-component.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';
import { samples as weappWxverify } from './weapp-wxverify.ts';
import { samples as wxverifyicp } from './wxverifyicp.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
  ...ams,
  ...authorizationManagement,
  ...basicInfoManagement,
  ...basicInfoManagementFetchData,
  ...basicInfoManagementOrderPath,
  ...categoryManagement,
  ...cloudbase,
  ...codeManagementAudit,
  ...codeManagementRelease,
  ...domainManagement,
  ...domainMgnt,
  ...embeddedManagement,
  ...fastRegistBeta,
  ...fastRegistrationEnt,
  ...fastRegistrationInd,
  ...fastRegistrationOfficalaccount,
  ...jumpqrcodeConfig,
  ...kfMessage,
  ...linkMiniprogram,
  ...livePlayer,
  ...login,
  ...material,
  ...memberManagement,
  ...openapiManagement,
  ...openplatformManagement,
  ...pluginManagement,
  ...privacyApiManagement,
  ...privacyManagement,
  ...qrCode,
  ...record,
  ...recordManagement,
  ...subscribeComponent,
  ...templateManagement,
  ...ticketToken,
  ...weappWxverify,
  ...wxverifyicp,
};
