import type { EndpointSpec } from '../../wechat/endpoint.ts';
import type { Refusal } from '../refusal.ts';

/** What a call gets: JSON, a file, or a cut connection. All but the last come with HTTP 200. */
export type Answer =
  | { readonly kind: 'json'; readonly body: { readonly errcode?: number; readonly errmsg?: string } }
  | { readonly kind: 'file'; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'cut' };

/** A success. Calls that answer with a credential carry no errcode, all others do. */
export const successOf = (spec: EndpointSpec, result: object, errmsg: string): Answer => {
  if (isFile(result)) return { kind: 'file', ...result };
  const bare = spec.secret && Object.keys(result).length > 0;
  return { kind: 'json', body: bare ? result : { errcode: 0, errmsg, ...result } };
};

/** A failure; its errmsg ends with the request's id. */
export const failureOf = ({ errcode, message, beside }: Refusal, rid: string) =>
  ({ kind: 'json', body: { errcode, errmsg: `${message} rid: ${rid}`, ...beside } }) satisfies Answer;

const isFile = (result: object): result is { contentType: string; bytes: Uint8Array } =>
  'bytes' in result && result.bytes instanceof Uint8Array && 'contentType' in result;
