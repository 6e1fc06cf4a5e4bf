import type { SimulatorSlots } from '../slots.ts';
import { ams } from './ams.ts';
import { authorizationManagement } from './authorization-management.ts';
import { basicInfoManagement } from './basic-info-management.ts';
import { basicInfoManagementFetchData } from './basic-info-management-fetch-data.ts';
import { basicInfoManagementOrderPath } from './basic-info-management-order-path.ts';
import { categoryManagement } from './category-management.ts';
import { cloudbase } from './cloudbase.ts';
import { codeManagementAudit } from './code-management-audit.ts';
import { codeManagementRelease } from './code-management-release.ts';
import { domainManagement } from './domain-management.ts';
import { domainMgnt } from './domain-mgnt.ts';
import { embeddedManagement } from './embedded-management.ts';
import { fastRegistBeta } from './fast-regist-beta.ts';
import { fastRegistrationEnt } from './fast-registration-ent.ts';
import { fastRegistrationInd } from './fast-registration-ind.ts';
import { fastRegistrationOfficalaccount } from './fast-registration-officalaccount.ts';
import { jumpqrcodeConfig } from './jumpqrcode-config.ts';
import { kfMessage } from './kf-message.ts';
import { linkMiniprogram } from './link-miniprogram.ts';
import { livePlayer } from './live-player.ts';
import { login } from './login.ts';
import { material } from './material.ts';
import { memberManagement } from './member-management.ts';
import { openapiManagement } from './openapi-management.ts';
import { openplatformManagement } from './openplatform-management.ts';
import { pluginManagement } from './plugin-management.ts';
import { privacyApiManagement } from './privacy-api-management.ts';
import { privacyManagement } from './privacy-management.ts';
import { qrCode } from './qr-code.ts';
import { record } from './record.ts';
import { recordManagement } from './record-management.ts';
import { subscribeComponent } from './subscribe-component.ts';
import { templateManagement } from './template-management.ts';
import { ticketToken } from './ticket-token.ts';
import { weappWxverify } from './weapp-wxverify.ts';
import { wxverifyicp } from './wxverifyicp.ts';

/** What answers each declared call. */
export const handlers = {
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
} satisfies SimulatorSlots;
