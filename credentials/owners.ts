/** Whose each sealed value is, and which of theirs: a value opens only for its owner. */
export const owners = {
  componentTicket: 'component:ticket',
  componentAccessToken: 'component:access-token',
  authorizationCode: 'authorization:code',
  preAuthCode: 'authorization:pre-auth-code',
  subjectTicket: 'registration:subject-ticket',
  consent: 'consent:proof',
  callbackXml: 'callback:xml',
  authorizerAccessToken: (appid: string) => `authorizer:${appid}:access-token`,
  authorizerSecret: (appid: string) => `authorizer:${appid}:secret`,
  authorizerRefreshToken: (appid: string) => `authorizer:${appid}:refresh-token`,
} as const;
