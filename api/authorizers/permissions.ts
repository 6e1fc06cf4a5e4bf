import { z } from 'zod';
import type { EndpointName } from '../../wechat/client.ts';
import { type Words, waysToGrant } from '../../wechat/missing-permission.ts';
import { type PermissionSet, permissionSets } from '../../wechat/permission-sets.ts';
import { lackingCalls } from '../../wechat/permissions.ts';
import type { Process } from '../process.ts';

const words = z.object({ en: z.string(), zh: z.string() }) satisfies z.ZodType<Words>;

const permissionSet = z.object({
  id: z.int(),
  name: z.string().exactOptional().describe('Absent where the set is not known here.'),
  nameEn: z.string().exactOptional(),
  exclusive: z
    .union([z.boolean(), z.literal('unknown')])
    .describe('互斥: the set can be granted to one platform at a time.'),
});

/** What an account allows and what each process lacks. */
export const permissionsAnswer = z.object({
  appid: z.string(),
  authorization: z.enum(['none', 'granted', 'withdrawn', 'lost']),
  granted: z.array(permissionSet).describe('The permission sets (权限集) that the account has granted.'),
  processes: z.array(
    z.object({
      process: z.string(),
      path: z.string(),
      ready: z.boolean().describe('Whether every call it makes is allowed.'),
      lacking: z
        .array(z.object({ call: z.string(), endpoint: z.string(), oneOf: z.array(permissionSet) }))
        .describe('The calls that are not allowed; any one of the sets would do.'),
    }),
  ),
  missing: z
    .array(z.int())
    .describe('What to ask for so that every process can run: the first set that would do for each call.'),
  remedies: z
    .object({
      forAll: words,
      forOne: words.extend({
        request: z
          .object({ appid: z.string(), merchantId: z.string().exactOptional(), permissionSets: z.array(z.int()) })
          .describe('A body for `POST /v1/authorization-links`: what is granted already and what is missing.'),
      }),
    })
    .exactOptional()
    .describe('The ways to what is missing; absent where nothing is.'),
});

/** What an account allows and what each process lacks. */
export type PermissionsAnswer = z.output<typeof permissionsAnswer>;

/** What is known of an account's permissions. */
export type KnownAccount = {
  readonly appid: string;
  readonly merchantId?: string;
  readonly authorization: PermissionsAnswer['authorization'];
  readonly permissionSets: readonly number[];
};

/** Compares what an account granted with what each process calls. */
export const permissionsOf = (
  { appid, merchantId, authorization, permissionSets: granted }: KnownAccount,
  processes: readonly Process[],
): PermissionsAnswer => {
  // What only the gateway starts is no business of this account's: the publish check is for WeChat's own.
  const startable = processes.filter(({ start, calls }) => start && calls.length > 0);
  const missing = setsToAskFor(
    startable.flatMap(({ calls }) => calls),
    granted,
  );
  const { forAll, forOne } = waysToGrant(missing);
  const request = {
    appid,
    ...(merchantId === undefined ? {} : { merchantId }),
    permissionSets: [...granted, ...missing].sort((a, b) => a - b),
  };
  return {
    appid,
    authorization,
    granted: granted.map(describe),
    processes: startable.map(({ title, path, calls }) => {
      const lacking = lackingCalls(calls, granted).map(({ oneOf, ...call }) => ({
        ...call,
        oneOf: oneOf.map(describe),
      }));
      return { process: title, path: `/v1${path}`, ready: lacking.length === 0, lacking };
    }),
    missing,
    ...(missing.length > 0 ? { remedies: { forAll, forOne: { ...forOne, request } } } : {}),
  };
};

/** The fewest sets are not sought, only enough: for each call the first of its sets, unless one of them is in already. */
const setsToAskFor = (calls: readonly EndpointName[], granted: readonly number[]): number[] => {
  const missing: number[] = [];
  for (const { oneOf } of lackingCalls(calls, granted)) {
    const [first] = oneOf;
    if (first !== undefined && !oneOf.some((id) => missing.includes(id))) missing.push(first);
  }
  return missing.sort((a, b) => a - b);
};

const describe = (id: number) => {
  const known: PermissionSet | undefined = permissionSets.get(id);
  if (!known) return { id, exclusive: 'unknown' as const };
  return { id, name: known.name, nameEn: known.nameEn, exclusive: known.exclusive };
};
