import { z } from 'zod';
import type { AuthorizerView, PrivacyGuide } from '../../messages/authorizer.ts';
import { attention } from '../routes/answers.ts';

const text = z.string().min(1).max(2_000);

/** A merchant's privacy guide as it is declared here. */
export const privacyGuide = z.strictObject({
  settings: z
    .record(z.string().regex(/^\w{1,64}$/, 'a privacy key: letters, digits and _'), text)
    .describe('What each privacy key is used for: `{"UserInfo": "…"}`.'),
  owner: z
    .strictObject({
      contact_phone: text.exactOptional(),
      contact_email: text.exactOptional(),
      contact_qq: text.exactOptional(),
      contact_weixin: text.exactOptional(),
      notice_method: text.describe('How users are told of changes.'),
      store_expire_timestamp: text.exactOptional().describe('A fixed term such as 30天; absent: the shortest needed.'),
    })
    .refine(
      (owner) => owner.contact_phone ?? owner.contact_email ?? owner.contact_qq ?? owner.contact_weixin,
      'at least one of contact_phone, contact_email, contact_qq, contact_weixin',
    ),
}) satisfies z.ZodType<PrivacyGuide>;

/** One line of the list of accounts. */
export const authorizerLine = z.object({
  appid: z.string(),
  merchantId: z.string().exactOptional(),
  tags: z.array(z.string()),
  attention,
  url: z.url(),
});

/** What reading an account answers: all but `appid` and `live` only where a worker answered. */
export const authorizerAnswer = z.looseObject({
  appid: z.string(),
  live: z.boolean().describe('False: no worker answered; this is what Temporal knows.'),
  merchantId: z.string().exactOptional(),
  origin: z.enum(['authorized', 'registered', 'customised']).exactOptional(),
  authorization: z
    .enum(['none', 'granted', 'withdrawn', 'lost'])
    .exactOptional()
    .describe('`lost`: the merchant must update the authorization (更新授权).'),
  permissionSets: z.array(z.number()).exactOptional().describe('The granted permission sets (权限集).'),
  accessTokenExpiresAt: z.iso.datetime().exactOptional(),
  account: z.looseObject({}).exactOptional().describe('What WeChat says of the account.'),
  privacyGuide: z.looseObject({}).exactOptional(),
  declared: z.looseObject({}).exactOptional().describe('What setups declared last, with which it is compared.'),
  inspection: z
    .looseObject({})
    .exactOptional()
    .describe('What WeChat said at the last inspection; see GET /v1/fleet/{appid}.'),
  avatar: z.looseObject({}).exactOptional().describe('From which image the avatar was set, and its address.'),
  domainChanges: z.looseObject({}).exactOptional().describe('Changes of its server domains made here in a month.'),
  tags: z.array(z.string()).exactOptional(),
  variables: z.looseObject({}).exactOptional().describe('Variables of its ext.json.'),
  ext: z.looseObject({}).exactOptional().describe('Its layer of the ext.json.'),
  undos: z.looseObject({}).exactOptional().describe('Withdrawals of its audits (撤回审核) on a day, and in its month.'),
  ledger: z.array(z.looseObject({})).exactOptional().describe('The last releases.'),
  onlineExt: z.looseObject({}).exactOptional().describe('The ext.json of the last of these.'),
  registrations: z
    .array(z.looseObject({}))
    .exactOptional()
    .describe('The last mini programs registered with the subject of this official account.'),
  yearlyReview: z
    .looseObject({})
    .exactOptional()
    .describe('The verification ends or has ended (年审), as WeChat told: start another.'),
  submissions: z
    .looseObject({})
    .exactOptional()
    .describe('What runs at WeChat, by its number there: a verification (认证), one with filing (认证及备案).'),
  events: z.array(z.looseObject({})).exactOptional().describe('The last events that met no open process.'),
  leases: z.looseObject({}).exactOptional().describe('Which process holds what WeChat lets run only once.'),
});

/** What reading an account answers. */
export type AuthorizerAnswer = { readonly appid: string; readonly live: boolean } & Partial<AuthorizerView>;

/** A token for another service. */
export const tokenAnswer = z.object({
  appid: z.string(),
  accessToken: z.string(),
  expiresAt: z.iso.datetime().exactOptional(),
});
