import { aesKeyOf } from '../wechat/crypto.ts';
import { checkWords, type TestAccount, testAccounts } from '../wechat/publish-check.ts';
import { buildXml } from '../wechat/xml.ts';
import { createCallbackSender, type Reply, type SendCallback } from './callback.ts';
import { type Checked, mustBeAnswered, mustBeTaken, mustReply } from './publish-check-verdict.ts';
import { eventMessage, newOpenid, textMessage } from './user-message.ts';
import { type Account, newAccount } from './world/accounts.ts';
import type { World } from './world/world.ts';

/** How a case of the publish check ended. */
export type CheckedCase = {
  readonly case: 'ticket' | 'text' | 'event' | 'code';
  /** The test account; the ticket is about none. */
  readonly account?: TestAccount;
  readonly passed: boolean;
  /** What was wrong and what may be the cause, where it did not pass. */
  readonly reason?: string;
};

/** What may be other than the simulator's own. */
export type CheckOrder = {
  readonly gatewayUrl?: string;
  readonly token?: string;
  /** The EncodingAESKey, 43 characters. */
  readonly aesKey?: string;
  /** How long the exchange of a code and its answer may take, in milliseconds; 30,000 unless told. */
  readonly patienceMs?: number;
};

/** Plays WeChat's robot of the publish check (全网发布接入检测): all cases with all test accounts of all groups. */
export type PublishCheck = (order: CheckOrder) => Promise<CheckedCase[]>;

/** What the robot is made of. */
export type RobotOptions = Checked & {
  readonly world: World;
  /** The real time in unix seconds. */
  readonly seconds: () => number;
};

/** What the test accounts grant: messages of an official account, customer service of a mini program. */
const permissionSets = { officialAccount: [1, 6], miniProgram: [18, 19] } as const;
/** How often the robot looks whether its code was answered, in milliseconds. */
const lookEvery = 100;

/** Makes the robot. */
export const createPublishCheck =
  (options: RobotOptions): PublishCheck =>
  async ({ gatewayUrl, token, aesKey, patienceMs = 30_000 }) => {
    const platform = {
      ...options,
      ...(gatewayUrl === undefined ? {} : { gatewayUrl }),
      ...(token === undefined ? {} : { token }),
      ...(aesKey === undefined ? {} : { aesKey: aesKeyOf(aesKey) }),
    };
    const robot: Robot = { ...platform, patience: patienceMs, send: createCallbackSender(platform) };
    const ticket = await checked('ticket', undefined, () => checkTicket(robot));
    const rest = await Promise.all(testAccounts.map((account) => checkAccount(robot, account)));
    return [ticket, ...rest.flat()];
  };

type Robot = RobotOptions & { readonly send: SendCallback; readonly patience: number };

/** Runs a case, which throws a sentence where something is wrong. */
const checked = async (
  name: CheckedCase['case'],
  account: TestAccount | undefined,
  check: () => Promise<void>,
): Promise<CheckedCase> => {
  const about = { case: name, ...(account ? { account } : {}) };
  try {
    await check();
    return { ...about, passed: true };
  } catch (error) {
    return { ...about, passed: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

const checkTicket = async (robot: Robot): Promise<void> => {
  const said = { InfoType: 'component_verify_ticket', ComponentVerifyTicket: robot.world.platform.newTicket() };
  mustBeTaken(robot, await toPlatform(robot, said));
};

const checkAccount = async (robot: Robot, test: TestAccount): Promise<CheckedCase[]> => {
  const account = accountOf(robot.world, test);
  const openid = newOpenid();
  return [
    await checked('text', test, () => checkText(robot, account, openid)),
    await checked('event', test, () => checkEvent(robot, account, openid)),
    await checked('code', test, () => checkCode(robot, account, openid)),
  ];
};

/** The account in the world, which WeChat makes an authorizer of the platform for the time of the check. */
const accountOf = ({ accounts }: World, { appid, userName, kind }: TestAccount): Account => {
  const known = accounts.get(appid);
  if (known) return known;
  const made = newAccount({ appid, name: `全网发布测试 ${appid}`, permissionSets: permissionSets[kind] });
  const account = { ...made, userName };
  accounts.set(appid, account);
  return account;
};

const checkText = async (robot: Robot, account: Account, openid: string): Promise<void> => {
  const { userName } = account;
  const reply = await write(robot, account, openid, textMessage({ userName, openid, content: checkWords.text }));
  mustReply(robot, reply, { userName, openid, content: checkWords.textReply });
};

const checkEvent = async (robot: Robot, account: Account, openid: string): Promise<void> => {
  const { userName } = account;
  const said = { Latitude: '23.137466', Longitude: '113.352425', Precision: '119.385040' };
  const reply = await write(robot, account, openid, eventMessage({ userName, openid, event: 'LOCATION', said }));
  mustReply(robot, reply, { userName, openid, content: checkWords.eventReply('LOCATION') });
};

/** The code comes as a message and as an event, as it does from WeChat. */
const checkCode = async (robot: Robot, account: Account, openid: string): Promise<void> => {
  const { world, seconds, patience } = robot;
  const { appid, userName } = account;
  const exchanges = () => world.records.effects(appid).filter(({ path }) => path === exchange).length;
  const before = exchanges();
  const code = world.authorizations.grant(account);
  const event = toPlatform(robot, {
    InfoType: 'authorized',
    AuthorizerAppid: appid,
    AuthorizationCode: code,
    AuthorizationCodeExpiredTime: seconds() + 600,
  });
  const content = checkWords.codePrefix + code;
  const reply = await write(robot, account, openid, textMessage({ userName, openid, content }));
  mustBeAnswered(robot, reply);
  if (reply.body !== '') throw new Error('The answer to the code message was not empty.');
  mustBeTaken(robot, await event);
  const sent = await firstSent(account, openid, patience);
  const times = exchanges() - before;
  if (times !== 1) throw new Error(`The code was exchanged ${times} times here; ${wiring(patience)}`);
  if (!sent) throw new Error('The code was exchanged, but no customer-service message was sent.');
  // The message holds a code, so the report does not quote it.
  if (sent !== checkWords.codeReply(code)) throw new Error('The customer-service message was not "<code>_from_api".');
};

const exchange = '/cgi-bin/component/api_query_auth';
const wiring = (patience: number) =>
  `once within ${patience} ms is right. Does the gateway's deployment have Temporal and a worker, and is WECHAT_API_URL this simulator?`;

/** The text that an account sent to somebody, once it did. */
const firstSent = async ({ conversations }: Account, openid: string, patience: number): Promise<string | undefined> => {
  const end = performance.now() + patience;
  for (;;) {
    const message = conversations.sent().find(({ touser }) => touser === openid);
    if (message) return contentOf(message.body);
    if (performance.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
};

const contentOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'content' in body ? String(body.content) : '';

const toPlatform = ({ componentAppid, seconds, send }: Robot, said: object): Promise<Reply> =>
  send({ channel: 'component', xml: buildXml({ AppId: componentAppid, CreateTime: seconds(), ...said }) });

/** Somebody writes to an account, which may answer from then on. */
const write = ({ world, send }: Robot, account: Account, openid: string, xml: string): Promise<Reply> => {
  const { appid, userName, conversations } = account;
  conversations.opened(openid, world.clock.now());
  return send({ channel: 'authorizer', appid, userName, openid, xml });
};
