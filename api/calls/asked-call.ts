import { z } from 'zod';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { appid } from '../processes/fields.ts';

/** A call as it is asked for. */
export type AskedCall = { readonly appid?: string; readonly request: Readonly<Record<string, unknown>> };

/** The body that asks for this call; a form has the request's fields beside the appid. */
export const askedCall = (spec: EndpointSpec): z.ZodType<AskedCall> => {
  // A misspelt field would be left out unseen.
  const declared = spec.request.strict();
  if (spec.body === 'multipart') {
    const fields = Object.entries<z.ZodType>(declared.shape).map(([name, field]) => [name, fromForm(field)]);
    const form = z.strictObject({ ...Object.fromEntries(fields), ...accountOf(spec) });
    return form.transform(({ appid: account, ...request }) => ({ ...named(account), request }));
  }
  const request = declared.safeParse({}).success ? declared.prefault({}) : declared;
  return z
    .strictObject({ request, ...accountOf(spec) })
    .transform(({ appid: account, request }) => ({ ...named(account), request }));
};

const named = (account: unknown) => (typeof account === 'string' ? { appid: account } : {});

/** Whose call it is: an account's, or the platform's where no account is named. */
const accountOf = ({ token }: EndpointSpec): { readonly appid?: z.ZodType } => {
  const account = appid.describe('The account whose token it takes.');
  if (token === 'authorizer') return { appid: account };
  return token === 'either' ? { appid: account.exactOptional() } : {};
};

/** A form says everything as text, numbers too. */
const fromForm = (field: z.ZodType): z.ZodType => {
  const isNumber = field.safeParse(1).success && !field.safeParse('1').success;
  if (!isNumber) return field;
  const digits = z.string().regex(/^\d+$/, 'digits');
  const number = digits.transform((text): unknown => Number(text)).pipe(field);
  return field.safeParse(undefined).success ? number.exactOptional() : number;
};
