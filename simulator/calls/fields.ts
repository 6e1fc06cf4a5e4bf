import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { Refusal } from '../refusal.ts';
import type { IncomingCall } from './incoming.ts';

/** What a call says: fields of its query, its JSON or its form. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parameters of the query that address a call and say nothing. */
const addressing = ['access_token', 'component_access_token', 'cloudbase_access_token', 'action'];
/** Fields that may come as digits in JSON too. */
const numbersAsText = ['template_id', 'draft_id'];

const option = { option_name: 61012, option_value: 61013 };
/** Codes that WeChat gives where one field itself does not fit; what is within it, and all others, get 47001. */
const codesOfFields: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '/cgi-bin/callback/check': { action: 40202, check_operator: 40203 },
  '/cgi-bin/clear_quota/v2': { appid: 41002, appsecret: 41004 },
  '/cgi-bin/component/api_get_authorizer_list': { count: 40170 },
  '/cgi-bin/component/api_get_authorizer_option': option,
  '/cgi-bin/component/api_set_authorizer_option': option,
  '/cgi-bin/component/clear_quota/v2': { appsecret: 41004 },
  '/cgi-bin/component/get_authorizer_option': option,
  '/cgi-bin/component/set_authorizer_option': option,
  '/cgi-bin/component/setprivacysetting': { owner_setting: 86069, privacy_ver: 86071 },
  '/cgi-bin/stable_token': { grant_type: 40002, appid: 41002, secret: 41004 },
  '/wxa/grayrelease': { gray_percentage: 85081 },
  '/wxa/submit_audit': { item_list: 85023 },
};

/** Reads the fields of a call. Refuses: 44002 empty body, 47001 unreadable body. */
export const fieldsOf = async (spec: EndpointSpec, call: IncomingCall): Promise<Fields> => {
  const query = Object.fromEntries([...call.query].filter(([name]) => !addressing.includes(name)));
  if (spec.method === 'GET') return query;
  const inQuery = Object.fromEntries(Object.entries(query).filter(([name]) => spec.query?.includes(name)));
  if (call.body.length === 0) throw new Refusal(44002);
  return { ...(await (spec.body === 'multipart' ? formOf(call) : jsonOf(call))), ...inQuery };
};

const jsonOf = ({ body }: IncomingCall): Fields => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new Refusal(47001);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal(47001);
  return { ...value };
};

const formOf = async ({ body, contentType }: IncomingCall): Promise<Fields> => {
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    return Object.fromEntries(form.entries());
  } catch {
    throw new Refusal(47001);
  }
};

/**
 * The request as declared. A query and a form hold only text, so digits there may be a number. Refuses: 47001 or a code of
 * the field's own, with the fields that don't fit.
 */
export const requestOf = (spec: EndpointSpec, fields: Fields): object => {
  const given = spec.request.safeParse(fields);
  if (given.success) return given.data;
  const asNumbers = given.error.issues
    .map(({ path: [name] }) => name)
    .filter((name) => mayBeNumber(spec, fields, name));
  const read = spec.request.safeParse({
    ...fields,
    ...Object.fromEntries(asNumbers.map((name) => [name, Number(fields[String(name)])])),
  });
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const [first] = read.error.issues;
  throw new Refusal(codesOfFields[spec.path]?.[String(first?.path.join('.'))] ?? 47001, wrong.join('; '));
};

const mayBeNumber = (spec: EndpointSpec, fields: Fields, name: PropertyKey | undefined): boolean => {
  const textOnly = spec.method === 'GET' || spec.body === 'multipart' || spec.query?.includes(String(name));
  const value = fields[String(name)];
  return (textOnly || numbersAsText.includes(String(name))) && typeof value === 'string' && /^\d+$/.test(value);
};
