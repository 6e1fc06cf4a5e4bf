import type { EndpointSpec } from '../../wechat/endpoint.ts';
import type { Refusal } from '../refusal.ts';

/** An answer's code and words; some calls say `ret` and `err_msg`. */
type Envelope = {
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly ret?: number;
  readonly err_msg?: string;
};

/** What a call gets: JSON, a file, or a cut connection. All but the last come with HTTP 200. */
export type Answer =
  | { readonly kind: 'json'; readonly body: Envelope }
  | { readonly kind: 'file'; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'cut' };

/** A success. Calls that answer with a credential carry no errcode, all others do. */
export const successOf = (spec: EndpointSpec, result: object, errmsg: string): Answer => {
  if (isFile(result)) return { kind: 'file', ...result };
  if (spec.codeIn === 'ret') return { kind: 'json', body: { ret: 0, err_msg: errmsg, ...result } };
  const bare = spec.secret && Object.keys(result).length > 0;
  return { kind: 'json', body: bare ? result : { errcode: 0, errmsg, ...result } };
};

/** A failure; its errmsg ends with the request's id. A call that says its own codes otherwise still says the common ones as all do. */
export const failureOf = (
  { errcode, message, beside }: Refusal,
  rid: string,
  spec?: EndpointSpec,
): Answer & { kind: 'json' } => ({
  kind: 'json',
  body:
    spec?.codeIn === 'ret' && spec.errors?.[errcode]
      ? { ret: errcode, err_msg: message }
      : { errcode, errmsg: `${message} rid: ${rid}`, ...beside },
});

const isFile = (result: object): result is { contentType: string; bytes: Uint8Array } =>
  'bytes' in result && result.bytes instanceof Uint8Array && 'contentType' in result;
