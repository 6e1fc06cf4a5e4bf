import type * as subject from '../../../wechat/events/authorization.ts';
import type { PushSamples } from './push.ts';

const authorization = (infoType: string) => `<xml>
  <AppId>wx761e7856cd618a26</AppId><CreateTime>1413192760</CreateTime><InfoType>${infoType}</InfoType>
  <AuthorizerAppid>wxf8b4f85f3a794e77</AuthorizerAppid>
  <AuthorizationCode>queryauthcode@@@code</AuthorizationCode>
  <AuthorizationCodeExpiredTime>1413196360</AuthorizationCodeExpiredTime>
  <PreAuthCode>preauthcode@@@code</PreAuthCode>
</xml>`;
const authorizationRead = {
  AppId: 'wx761e7856cd618a26',
  CreateTime: 1413192760,
  AuthorizerAppid: 'wxf8b4f85f3a794e77',
  AuthorizationCode: 'queryauthcode@@@code',
  AuthorizationCodeExpiredTime: 1413196360,
  PreAuthCode: 'preauthcode@@@code',
};

export const pushes = {
  componentVerifyTicket: [
    {
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1413192605</CreateTime><InfoType>component_verify_ticket</InfoType><ComponentVerifyTicket>ticket@@@tXtVUhTt</ComponentVerifyTicket></xml>',
      read: { AppId: 'wx761e7856cd618a26', CreateTime: 1413192605, ComponentVerifyTicket: 'ticket@@@tXtVUhTt' },
    },
  ],
  authorized: [{ xml: authorization('authorized'), read: authorizationRead }],
  updateauthorized: [{ xml: authorization('updateauthorized'), read: authorizationRead }],
  unauthorized: [
    {
      xml: '<xml><AppId>wx761e7856cd618a26</AppId><CreateTime>1413192760</CreateTime><InfoType>unauthorized</InfoType><AuthorizerAppid>wxf8b4f85f3a794e77</AuthorizerAppid></xml>',
      read: { AppId: 'wx761e7856cd618a26', CreateTime: 1413192760, AuthorizerAppid: 'wxf8b4f85f3a794e77' },
    },
  ],
} satisfies PushSamples<typeof subject>;
