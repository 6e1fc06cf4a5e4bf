import { samples as authorizationManagement } from './authorization-management.ts';
import { samples as basicInfoManagement } from './basic-info-management.ts';
import { samples as categoryManagement } from './category-management.ts';
import { samples as codeManagement } from './code-management.ts';
import { samples as material } from './material.ts';
import { samples as memberManagement } from './member-management.ts';
import { samples as pluginManagement } from './plugin-management.ts';
import { samples as privacyManagement } from './privacy-management.ts';
import { samples as qrCode } from './qr-code.ts';
import { samples as registerManagement } from './register-management.ts';
import type { Sample } from './sample.ts';
import { samples as subscribeComponent } from './subscribe-component.ts';
import { samples as templateManagement } from './template-management.ts';
import { samples as ticketToken } from './ticket-token.ts';

/** What WeChat's pages say of each call, by section of its documentation. */
export const samples: Readonly<Record<string, Sample>> = {
  ...authorizationManagement,
  ...basicInfoManagement,
  ...categoryManagement,
  ...codeManagement,
  ...material,
  ...memberManagement,
  ...pluginManagement,
  ...privacyManagement,
  ...qrCode,
  ...registerManagement,
  ...subscribeComponent,
  ...templateManagement,
  ...ticketToken,
};
