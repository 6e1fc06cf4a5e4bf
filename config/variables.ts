import { z } from 'zod';
import { parseKeyRing } from '../credentials/key-ring.ts';
import { aesKeyOf } from '../wechat/crypto.ts';
import { parseApiKeys } from './api-keys.ts';
import { readForwardingRules } from './forwarding-rules.ts';

/** A value that a parser accepts; the parser's sentence says what is wrong. */
const parsed = <T>(parse: (value: string) => T) =>
  z.string().transform((value, context): T => {
    try {
      return parse(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

const word = z.string().regex(/^\S+$/);
const path = z.string();
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const wholeNumber = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));
const port = wholeNumber(1, 65_535);
const encodingAesKey = parsed((value) => {
  aesKeyOf(value);
  return value;
});
const idKey = parsed((value) => {
  const key = Buffer.from(value, 'base64');
  if (key.length < 32) throw new Error(`It holds ${key.length} bytes.`);
  return key;
});

/** What an error and the documentation say of a variable: what it must be, and an example. */
const is = (description: string, example: string) => ({ description, example });
const a32ByteKey = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const anEncodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** All variables of the environment. */
export const variables = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .meta(is('`production`, or `development` where values are made up for what is missing', 'production')),
  HOST: word.default('127.0.0.1').meta(is('the address to listen on; loopback unless told otherwise', '0.0.0.0')),
  PORT: port.default(3000).meta(is('the port of the API and the gateway', '3000')),
  PUBLIC_URL: url.meta(is('where WeChat, merchants and operators reach PORT from outside', 'https://weft.example.com')),
  WEFT_DATA: path
    .default('.weft')
    .meta(is('the folder of the inbox, files of merchants, the logs and development values', '/var/lib/weft')),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta(is('what is logged: fatal, error, warn, info, debug, trace or silent', 'debug')),

  COMPONENT_APPID: word.meta(is("the third-party platform's appid (第三方平台 AppID)", 'wx0123456789abcdef')),
  COMPONENT_SECRET: word
    .optional()
    .meta(is("the platform's secret (AppSecret); not needed in cloud mode", '0123456789abcdef0123456789abcdef')),
  CLOUD_TOKEN_FILE: path
    .optional()
    .meta(
      is('cloud mode: the file into which WeChat writes the 微信令牌', '/.tencentcloudbase/wx/cloudbase_access_token'),
    ),
  CALLBACK_TOKEN: word.meta(is('the token for verifying callbacks (消息校验Token)', 'aRandomWord')),
  CALLBACK_AES_KEY: encodingAesKey.meta(is('the key of callbacks (消息加解密Key), 43 characters', anEncodingAesKey)),
  CALLBACK_AES_KEY_PREVIOUS: encodingAesKey
    .optional()
    .meta(is('the key of callbacks before the last change, 43 characters', anEncodingAesKey)),
  FORWARDING_RULES: parsed(readForwardingRules)
    .optional()
    .meta(
      is("a JSON file of rules that forward callbacks to the provider's own services", '/etc/weft/forwarding.json'),
    ),
  WECHAT_API_URL: url.default('https://api.weixin.qq.com').meta(is("WeChat's API", 'https://api.weixin.qq.com')),
  WECHAT_MP_URL: url
    .default('https://mp.weixin.qq.com')
    .meta(is("where WeChat's authorization page for a desktop is", 'https://mp.weixin.qq.com')),
  WECHAT_OPEN_URL: url
    .default('https://open.weixin.qq.com')
    .meta(is("where WeChat's authorization page for a phone is", 'https://open.weixin.qq.com')),

  CLOUD_PUSHES: z
    .enum(['on', 'off'])
    .default('off')
    .meta(
      is("`on` where WeChat's cloud pushes plain JSON over its own network; nobody else may reach PORT then", 'on'),
    ),
  CALLS_PER_MINUTE: wholeNumber(1, 1_000_000)
    .default(6_000)
    .meta(is('how many calls of WeChat one process makes in a minute', '6000')),
  CALLS_PER_MINUTE_AND_ACCOUNT: wholeNumber(1, 1_000_000)
    .default(600)
    .meta(is('how many of them for one account', '600')),

  ENCRYPTION_KEYS: parsed(parseKeyRing).meta(
    is('32-byte keys as id:base64, comma-separated; the first encrypts, all decrypt', `2026-07:${a32ByteKey}`),
  ),
  ID_KEY: idKey.meta(is('32 bytes or more in base64, from which ids are made; it never changes', a32ByteKey)),
  API_KEYS: parsed(parseApiKeys).meta(
    is(
      'name:role:<sha256 of the key in hex>, comma-separated; roles are viewer, operator, approver, admin and service',
      `alice:operator:${'0123456789abcdef'.repeat(4)}`,
    ),
  ),

  TEMPORAL_ADDRESS: word.optional().meta(is("host and port of Temporal's frontend", 'temporal.internal:7233')),
  TEMPORAL_NAMESPACE: word.optional().meta(is("the platform's own namespace", 'weft')),
  TEMPORAL_PORT: port.default(7233).meta(is('the port of the Temporal server that `npm start` starts', '7233')),
  TEMPORAL_UI_PORT: port.default(8233).meta(is('the port of its UI', '8233')),
  TEMPORAL_UI_URL: url.optional().meta(is("where operators open Temporal's UI", 'https://temporal.example.com')),
  CREDENTIAL_SLOTS: wholeNumber(1, 1_000).default(10).meta(is('how many token refreshes a worker runs at once', '10')),
  CACHED_WORKFLOWS: wholeNumber(40, 100_000)
    .default(100)
    .meta(is('how many workflows a worker keeps in memory, no fewer than the 40 it works on at once', '200')),
  WORKER_PORT: port.optional().meta(is('the port of /health and /ready of a worker; none unless told', '3001')),
  WORKFLOW_BUNDLE: path.optional().meta(is('a workflow bundle built before', 'dist/workflow-bundle.js')),

  SIMULATOR_PORT: port.default(4000).meta(is('the port of the simulated WeChat', '4000')),
  SIMULATOR_HOST: word
    .default('127.0.0.1')
    .meta(is('the address it listens on; whoever reaches it can steer it and read its tokens', '0.0.0.0')),
  GATEWAY_URL: url.optional().meta(is('where it pushes to; PORT of this machine unless told', 'http://api:3000')),
  DEMO: z
    .enum(['on', 'off'])
    .default('on')
    .meta(is('`on`, or `off` where `npm start` is not to play the journey', 'off')),
});

const documented = z.object({ description: z.string(), example: z.string() });

/** What a variable must be, and an example of it. */
export const describeVariable = (name: string) =>
  documented.parse(
    Object.entries(variables.shape)
      .find(([known]) => known === name)?.[1]
      .meta(),
  );
