import { isText, type XmlElement } from './xml.ts';

/** An account by which WeChat checks a platform that is to be published (全网发布接入检测). */
export type TestAccount = {
  readonly appid: string;
  /** Its original id, the `ToUserName` of what its robot writes. */
  readonly userName: string;
  /** WeChat draws one group at random. */
  readonly group: 1 | 2 | 3 | 4 | 5;
  readonly kind: 'officialAccount' | 'miniProgram';
};

const account = (
  group: TestAccount['group'],
  kind: TestAccount['kind'],
  appid: string,
  userName: string,
): TestAccount => ({ appid, userName, group, kind });

/**
 * All accounts of the check; WeChat makes those of one group authorize the platform and drives them.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/operation/thirdparty/releases_instructions.html
 */
export const testAccounts: readonly TestAccount[] = [
  account(1, 'officialAccount', 'wx570bc396a51b8ff8', 'gh_3c884a361561'),
  account(1, 'miniProgram', 'wxd101a85aa106f53e', 'gh_8dad206e9538'),
  account(2, 'officialAccount', 'wx9252c5e0bb1836fc', 'gh_c0f28a78b318'),
  account(2, 'miniProgram', 'wxc39235c15087f6f3', 'gh_905ae9d01059'),
  account(3, 'officialAccount', 'wx8e1097c5bc82cde9', 'gh_3f222ed8d140'),
  account(3, 'miniProgram', 'wx7720d01d4b2a4500', 'gh_393666f1fdf4'),
  account(4, 'officialAccount', 'wx14550af28c71a144', 'gh_26128078e9ab'),
  account(4, 'miniProgram', 'wx05d483572dcd5d8b', 'gh_39abb5d4e1b7'),
  account(5, 'officialAccount', 'wxa35b9c23cfe664eb', 'gh_2b3713f184a6'),
  account(5, 'miniProgram', 'wx5910277cae6fd970', 'gh_7818dcb60240'),
];

/** What the robot writes, and what it wants to read. */
export const checkWords = {
  text: 'TESTCOMPONENT_MSG_TYPE_TEXT',
  textReply: 'TESTCOMPONENT_MSG_TYPE_TEXT_callback',
  /** Before the authorization code that is to be exchanged. */
  codePrefix: 'QUERY_AUTH_CODE:',
  /** The customer-service message after the exchange. */
  codeReply: (code: string) => `${code}_from_api`,
  /** The older case of an event. */
  eventReply: (event: string) => `${event}from_callback`,
} as const;

/** What the robot of a test account says. */
export type CheckMessage = { readonly account: TestAccount } & (
  | { readonly kind: 'text' }
  | { readonly kind: 'event'; readonly event: string }
  /** An authorization code, which is a credential, to be exchanged at once. */
  | { readonly kind: 'code'; readonly code: string }
);

const byUserName = new Map(testAccounts.map((known) => [known.userName, known]));

/** Reads a message of the publish check; `undefined` for everything else, also for other messages of the test accounts. */
export const checkMessageIn = ({ ToUserName, MsgType, Content, Event }: XmlElement): CheckMessage | undefined => {
  const known = isText(ToUserName) ? byUserName.get(ToUserName) : undefined;
  if (!known) return undefined;
  if (MsgType === 'event' && isText(Event)) return { account: known, kind: 'event', event: Event };
  if (MsgType !== 'text' || !isText(Content)) return undefined;
  if (Content === checkWords.text) return { account: known, kind: 'text' };
  const code = Content.startsWith(checkWords.codePrefix) ? Content.slice(checkWords.codePrefix.length) : '';
  return code ? { account: known, kind: 'code', code } : undefined;
};
