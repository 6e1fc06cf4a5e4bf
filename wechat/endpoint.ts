import type { z } from 'zod';
import type { ErrorRule } from './error-class.ts';

/** Everything that is known about one call of WeChat. The client, the activity and the simulator's slot follow from it. */
export type EndpointSpec = {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  /** The fixed `action` where one path holds several calls. */
  readonly action?: string;
  /** Where the action is sent; in the query unless told. */
  readonly actionIn?: 'body';
  /** Whose token the call takes; `either`: the platform's or an account's, whichever the matter belongs to. */
  readonly token: 'none' | 'component' | 'authorizer' | 'either';
  /** The token's name in the query; `access_token` unless told. */
  readonly tokenParameter?: 'component_access_token';
  /** True where the body names the platform; the client fills `component_appid` in. */
  readonly namesComponent?: true;
  /** True where the body names the account beside its token; the client fills `authorizer_appid` in. */
  readonly namesAuthorizer?: true;
  /** Permission sets (权限集) of which the merchant must have granted one. */
  readonly permission?: readonly number[];
  /** What we send: the query of a GET, the body of a POST. */
  readonly request: z.ZodObject;
  /** Fields of a POST that go in its query all the same. */
  readonly query?: readonly string[];
  /** What WeChat answers, without `errcode` and `errmsg`. */
  readonly response: z.ZodType;
  /** What a refusal says beside its errcode that a caller needs; it is kept in the failure's `details`. */
  readonly refusal?: z.ZodType;
  /** How the body is sent; a multipart body takes a `File` in one of its fields. */
  readonly body?: 'json' | 'multipart';
  /** `binary` where a success is a file; an error is JSON even then. */
  readonly answer?: 'json' | 'binary';
  /** False where a lost answer must be looked up before another try. */
  readonly repeatable: boolean;
  /** `ret` where the answer says its code in `ret` and `err_msg`, also below `base_resp`, as ads do; `errcode` and `errmsg` unless told. */
  readonly codeIn?: 'ret';
  /** True where request or answer holds a credential: such a call gets no activity. */
  readonly secret?: true;
  /** How long an answer may take, in milliseconds; 15,000 unless told. */
  readonly timeout?: number;
  /** The call's own errcodes; the common ones are in `errors.ts`. */
  readonly errors?: Readonly<Record<number, ErrorRule>>;
};

/** Declares a call of WeChat, keeping its literal types. */
export const endpoint = <const S extends EndpointSpec>(spec: S): S => spec;

/** What a caller passes in. */
export type RequestOf<E extends EndpointSpec> = z.input<E['request']>;
/** What a caller gets back. */
export type ResponseOf<E extends EndpointSpec> = z.output<E['response']>;

/** Whose token: the platform's or one account's. */
export type TokenOwner = { readonly kind: 'component' } | { readonly kind: 'authorizer'; readonly appid: string };

/** A call as a function: an authorizer's call names the account first, one with either token the token's owner. */
export type Call<E extends EndpointSpec> = E['token'] extends 'authorizer'
  ? (appid: string, request: RequestOf<E>) => Promise<ResponseOf<E>>
  : E['token'] extends 'either'
    ? (owner: TokenOwner, request: RequestOf<E>) => Promise<ResponseOf<E>>
    : (request: RequestOf<E>) => Promise<ResponseOf<E>>;

/** The key of a call: its path and, where the path holds several, its action. */
export const endpointKey = (spec: EndpointSpec): string =>
  spec.action ? `${spec.path}?action=${spec.action}` : spec.path;
