import type { Client, Endpoints } from '../wechat/client.ts';
import type { ResponseOf } from '../wechat/endpoint.ts';

/** The most that WeChat gives at once. */
const pageSize = 500;

/** A page of the accounts that authorized the platform; `next` is the offset of the one after it. */
export type AuthorizerPage = {
  readonly entries: ResponseOf<Endpoints['getAuthorizerList']>['list'];
  readonly next?: number;
};

/** Reads the page at an offset. */
export const readAuthorizerPage = async (wechat: Client, offset: number): Promise<AuthorizerPage> => {
  const { list, total_count: total } = await wechat.getAuthorizerList({ offset, count: pageSize });
  const next = offset + pageSize;
  return { entries: list, ...(list.length > 0 && next < total ? { next } : {}) };
};

/** Goes through all accounts. */
export async function* eachAuthorizer(wechat: Client) {
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page: AuthorizerPage = await readAuthorizerPage(wechat, offset);
    yield* page.entries;
    offset = page.next;
  }
}

/** WeChat's clock and ours may differ by this much, in seconds. */
const clockSkew = 300;

/** Goes through the accounts that authorized the platform since then, unix seconds. */
export async function* authorizersSince(wechat: Client, since: number) {
  for await (const entry of eachAuthorizer(wechat)) if (entry.auth_time >= since - clockSkew) yield entry;
}
