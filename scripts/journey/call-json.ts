/** One HTTP call with JSON both ways; the answer's shape is the caller's to check. Throws the problem's own sentence. */
export type CallJson = (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) => Promise<unknown>;

/** Makes calls with an API key, or with none. */
export const createCallJson =
  (key?: string): CallJson =>
  async (method, url, body) => {
    const response = await fetch(url, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
