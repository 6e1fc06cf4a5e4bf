/** What the API says when it can't do what was asked: HTTP status, what happened, and what to do. */
export type ProblemKind = { readonly status: number; readonly title: string; readonly remedy: string };

/** All kinds of problem; the key is the last segment of `type` and never changes. */
export const problemKinds = {
  'invalid-input': {
    status: 400,
    title: 'The request is not as expected',
    remedy: '`errors` names each field, what is expected there and what is wrong. Correct them and send it again.',
  },
  'login-code-refused': {
    status: 400,
    title: 'The login code is not good any more',
    remedy: 'A code of `wx.login` works once, within 5 minutes, for its own mini program. Let the user log in again.',
  },
  unauthenticated: {
    status: 401,
    title: 'The API key is missing or unknown',
    remedy: 'Send `Authorization: Bearer <key>` with a key whose SHA-256 is in `API_KEYS`.',
  },
  forbidden: {
    status: 403,
    title: 'The role of this API key does not suffice',
    remedy: '`needs` names the role that may do this, `has` the one of your key. Use another key.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    remedy: 'Check the path and the ids in it; the lists show what there is.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This path does not take that method',
    remedy: 'The header `Allow` names the methods it takes.',
  },
  'already-running': {
    status: 409,
    title: 'This is running already',
    remedy: '`id`, `runId` and `url` name the one that runs: follow it, or wait for its end, or cancel it.',
  },
  'not-now': {
    status: 409,
    title: 'The process can not take this action now',
    remedy: '`detail` says why. Read the process, and try when it has moved on.',
  },
  'process-closed': {
    status: 409,
    title: 'The process has ended',
    remedy: 'Read its outcome. What is still wanted needs a new process.',
  },
  'merchant-must-act': {
    status: 409,
    title: 'The merchant must act first',
    remedy: '`detail` says what the merchant has to do, `hintZh` says it in Chinese.',
  },
  'process-owns': {
    status: 409,
    title: 'A process makes this call',
    remedy:
      '`processes` names it and where it is started: use it, because it makes the call once, at the right time, and looks up what became of it.',
  },
  'not-repeatable': {
    status: 409,
    title: 'This call can not be made by hand',
    remedy:
      'An answer that got lost could not be told from a failure, and a second call would do harm. `detail` says what to do in its place.',
  },
  'customised-account': {
    status: 409,
    title: 'The account of a customised merchant (定制化型) does not take this',
    remedy: 'What a platform does on behalf of a merchant needs an account that has authorized the platform.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    remedy: '`detail` names the limit: 256 KiB of JSON, 12 MiB of a form with files.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another kind than this path takes',
    remedy: 'Send JSON with `Content-Type: application/json`, or where files are taken `multipart/form-data`.',
  },
  'idempotency-conflict': {
    status: 422,
    title: 'This Idempotency-Key belongs to another request',
    remedy: 'Use a new key for a new request; repeat the first request unchanged to get its answer.',
  },
  'too-many-calls': {
    status: 429,
    title: 'WeChat takes no more such calls in this minute',
    remedy:
      'Nothing was done. Try again after `Retry-After` seconds; `detail` says who held it back, WeChat or this process.',
  },
  'internal-error': {
    status: 500,
    title: 'The API failed',
    remedy: 'This is a defect. Its log has the reason under the time of this answer.',
  },
  'wechat-refused': {
    status: 502,
    title: 'WeChat refused or did not answer',
    remedy: '`detail` says what follows; `rid` is the number that the support of WeChat asks for.',
  },
  'no-worker': {
    status: 503,
    title: 'No worker answered',
    remedy: 'Start a worker. Repeat the request with the same Idempotency-Key: it takes effect once.',
  },
  'temporal-unreachable': {
    status: 503,
    title: 'Temporal can not be reached',
    remedy: 'Try again after `Retry-After` seconds, with the same Idempotency-Key where there is one.',
  },
} as const satisfies Record<string, ProblemKind>;

/** The name of a kind of problem. */
export type ProblemName = keyof typeof problemKinds;
