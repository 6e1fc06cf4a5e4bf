import type { ActivityInterfaceFor } from '@temporalio/workflow';
import type { OnceActivities, RepeatableActivities } from '../../activities/wechat.ts';
import type { Client } from '../../wechat/client.ts';
import { wx, wxOnce } from '../../workflows/wechat.ts';

// What must not compile, held by tsc: a directive without an error below it is an error itself.

/** A call that must be looked up after a lost answer can't be made through the repeating proxy, nor the other way round. */
export const wrongProxy = () => {
  // @ts-expect-error submitAudit is not repeatable
  wx('').submitAudit('wx1', { item_list: [] });
  // @ts-expect-error getVersionInfo is repeatable
  wxOnce('').getVersionInfo('wx1', {});
};

/** A call that holds a credential has no activity. */
export const secretCall = (activities: RepeatableActivities & OnceActivities) => {
  // @ts-expect-error api_query_auth answers tokens
  activities.getAuthorizerRefreshToken({ authorization_code: 'x' });
  // @ts-expect-error api_get_authorizer_info answers a refresh token
  activities.getAuthorizerInfo({ authorizer_appid: 'x' });
  // @ts-expect-error a binary answer does not go through Temporal
  activities.getTrialQRCode('wx1', {});
};

/** A request that does not fit its declaration. */
export const wrongRequest = (client: Client) => {
  // @ts-expect-error privacy_ver is 1 or 2
  client.getPrivacySetting('wx1', { privacy_ver: 3 });
  // @ts-expect-error the old version of the registration is gone
  client.fastRegisterEnterpriseWeappCreate({ name: 'x', code: 'x', component_phone: '1' });
  // @ts-expect-error an authorizer's call names the account first
  client.getVersionInfo({});
  // @ts-expect-error a component's call names no account
  client.getTemplateList('wx1', {});
};

/** All derived activities are activities to Temporal. */
export type AreActivities = ActivityInterfaceFor<RepeatableActivities & OnceActivities>;
