const text = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: { type: 'string' } } },
});
const html = (description: string) => text('text/html', description);
const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const query = (name: string) => ({ name, in: 'query', required: true, schema: { type: 'string' } });

/** One operation that takes no API key. */
const open = (operationId: string, summary: string, rest: Readonly<Record<string, unknown>>) => ({
  operationId,
  tags: ['server'],
  summary,
  security: [],
  ...rest,
});

const callback = (operationId: string, summary: string, parameters: readonly unknown[]) => ({
  post: open(operationId, summary, {
    parameters: [...parameters, ...['timestamp', 'nonce', 'msg_signature'].map(query)],
    requestBody: { required: true, content: { 'text/xml': { schema: { type: 'string' } } } },
    responses: {
      200: text('text/plain', '`success`: the callback is kept on disk and will be delivered.'),
      400: { description: 'Malformed, or not XML.' },
      401: { description: 'The signature does not hold.' },
      403: { description: 'The timestamp is off by more than 300 s, or it is for another appid.' },
      413: { description: 'More than 64 KiB.' },
    },
  }),
});

const authorizationPage = (operationId: string, device: string) => ({
  get: open(operationId, `The page of an authorization link for a ${device}, in Chinese`, {
    description: "Each view has a fresh pre-authorization code; WeChat's page opens only from here.",
    parameters: [path('token')],
    responses: {
      200: html('The page.'),
      404: html('The link is not one of ours.'),
      410: html('The link has expired or was cancelled.'),
      429: html('It was opened too often.'),
      502: html('WeChat gives no code now.'),
      503: html('No worker or no Temporal answers; the page tries again by itself.'),
    },
  }),
});

/** What the server answers beside the operations API. */
export const fixedPaths = {
  '/callbacks/component': callback('receiveComponentCallback', "WeChat's authorization events (授权事件接收URL)", []),
  '/callbacks/authorizers': callback('receiveCallback', "WeChat's messages and events, without $APPID$", []),
  '/callbacks/authorizers/{appid}': callback(
    'receiveAuthorizerCallback',
    "WeChat's messages and events of an account (消息与事件接收URL)",
    [path('appid')],
  ),
  '/m/{token}': {
    get: open('showMerchantPage', "A merchant's page, in Chinese", {
      parameters: [path('token')],
      responses: {
        200: html('The page.'),
        404: html('The link is not one of ours.'),
        410: html('The link has expired, or was revoked.'),
        503: html('Temporal can not be reached; the page tries again by itself.'),
      },
    }),
  },
  '/m/{token}/state': {
    get: open('readMerchantPageState', "The word by which a merchant's page refreshes itself", {
      parameters: [path('token')],
      responses: {
        200: json('`shown`: another word, another page.'),
        404: json('Not ours.'),
        410: json('Expired or revoked.'),
        503: json('Later.'),
      },
    }),
  },
  '/authorize/pc/{token}': authorizationPage('showAuthorizationPageForDesktop', 'desktop'),
  '/authorize/h5/{token}': authorizationPage('showAuthorizationPageForPhone', 'phone'),
  '/authorize/return/{token}': {
    get: open('returnFromAuthorizationPage', "Where WeChat's authorization page sends the merchant back to", {
      parameters: [path('token'), query('auth_code'), query('expires_in')],
      responses: {
        303: { description: 'The exchange is under way; its page.' },
        400: html('WeChat brought no code.'),
        404: html('The address is not one of ours.'),
        410: html('The address has expired.'),
        429: html('The address has brought too many codes.'),
        503: html('Temporal can not be reached; the page tries again by itself.'),
      },
    }),
  },
  '/authorize/result/{token}': {
    get: open('showAuthorizationResult', 'What came of an authorization, in Chinese', {
      parameters: [path('token')],
      responses: {
        200: html('The page.'),
        404: html('The link is not one of ours.'),
        410: html('The link has expired.'),
        503: html('Temporal can not be reached; the page tries again by itself.'),
      },
    }),
  },
  '/consents/{token}': {
    get: open('showConsentPage', "The page from which an admin goes to WeChat's page of consent, in Chinese", {
      parameters: [path('token')],
      responses: {
        200: html('The page.'),
        404: html('The link is not one of ours.'),
        410: html('The link has expired, was revoked, or its process has ended.'),
        503: html('Temporal can not be reached; the page tries again by itself.'),
      },
    }),
  },
  '/consents/return/{token}': {
    get: open('returnFromConsentPage', "Where WeChat's page of consent sends the admin back to", {
      parameters: [path('token'), query('ticket'), query('taskid')],
      responses: {
        303: { description: "The consent is taken; the merchant's page." },
        400: html('WeChat brought no consent.'),
        404: html('The address is not one of ours.'),
        410: html('The address has expired, or its process has ended.'),
        503: html('Temporal can not be reached; the page tries again by itself.'),
      },
    }),
  },
  '/codec/decode': {
    post: open('decodePayloads', "The codec endpoint of Temporal's UI", {
      description: 'For role `admin`; in development also for the machine itself.',
      security: [{ apiKey: [] }],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { 200: json('The payloads, decoded; credentials in them stay sealed.'), 401: json('Not for you.') },
    }),
  },
  '/health': { get: open('health', 'Whether the process is up', { responses: { 200: json('It is.') } }) },
  '/ready': {
    get: open('ready', 'Whether callbacks can be taken: the inbox is writable', {
      responses: { 200: json('It is.'), 503: json('It is not: take this instance out of balancing.') },
    }),
  },
  '/metrics': {
    get: open('metrics', 'Figures for Prometheus', { responses: { 200: text('text/plain', 'The figures.') } }),
  },
  '/openapi.json': { get: open('openapi', 'This document', { responses: { 200: json('The document.') } }) },
  '/docs': { get: open('docs', 'This document, to read', { responses: { 200: html('The page.') } }) },
  '/problems': { get: open('listProblems', 'Every kind of problem', { responses: { 200: html('The page.') } }) },
  '/problems/{name}': {
    get: open('showProblem', 'One kind of problem', {
      parameters: [path('name')],
      responses: { 200: html('The page.'), 404: html('There is no such kind.') },
    }),
  },
};
