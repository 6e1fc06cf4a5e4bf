/** One answer; `body` is parsed where it is JSON. */
export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
};

/** What is sent beside method and path. */
export type CallOptions = {
  /** The API key that is sent, `null` for none. On the stages here a role's key is its name; `operator` unless told. */
  readonly as?: string | null;
  /** A string and a form are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Calls an API. */
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answered>;

/** Calls the API at this address; paths may be absolute. */
export const callsTo =
  (url: string): Call =>
  async (method, path, { as = 'operator', body, headers } = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isReady(body) ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };

const isReady = (body: unknown): body is string | FormData => typeof body === 'string' || body instanceof FormData;
