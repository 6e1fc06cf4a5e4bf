import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config/config.ts';

const hash = createHash('sha256').update('a key').digest('hex');
const key = Buffer.alloc(32, 7).toString('base64');
const complete = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://weft.example.com/',
  COMPONENT_APPID: 'wx0123456789abcdef',
  COMPONENT_SECRET: 'not-a-real-secret',
  CALLBACK_TOKEN: 'token',
  CALLBACK_AES_KEY: key.slice(0, 43),
  ENCRYPTION_KEYS: `k1:${key}`,
  ID_KEY: key,
  API_KEYS: `alice:operator:${hash}, crm:service:${hash}`,
};
const complaintOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The configuration was accepted.');
};

describe('the configuration', () => {
  it('is read from the environment, with defaults for what may be left out', () => {
    expect(readConfig(complete)).toEqual({
      production: true,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'https://weft.example.com',
      dataFolder: '.weft',
      logLevel: 'info',
      component: { appid: 'wx0123456789abcdef', secret: 'not-a-real-secret' },
      cloudPushes: false,
      cachedWorkflows: 100,
      callRates: { component: { calls: 6_000, interval: 60_000 }, account: { calls: 600, interval: 60_000 } },
      callback: { token: 'token', aesKey: key.slice(0, 43) },
      forwardingRules: [],
      weChatApiUrl: 'https://api.weixin.qq.com',
      weChatPages: { mp: 'https://mp.weixin.qq.com', open: 'https://open.weixin.qq.com' },
      encryptionKeys: [{ id: 'k1', key: Buffer.alloc(32, 7) }],
      idKey: Buffer.alloc(32, 7),
      apiKeys: [
        { name: 'alice', role: 'operator', sha256: hash },
        { name: 'crm', role: 'service', sha256: hash },
      ],
      temporal: { address: '127.0.0.1:7233', namespace: 'default' },
      temporalPort: 7233,
      temporalUiPort: 8233,
      temporalUiUrl: 'http://localhost:8233',
      credentialSlots: 10,
      simulatorPort: 4000,
      simulatorHost: '127.0.0.1',
      gatewayUrl: 'http://127.0.0.1:3000',
      demo: true,
    });
  });

  it("does without the platform's secret in cloud mode", () => {
    const config = readConfig({ ...complete, COMPONENT_SECRET: undefined, CLOUD_TOKEN_FILE: '/run/token' });
    expect(config).toMatchObject({
      cloudTokenFile: '/run/token',
      component: { appid: 'wx0123456789abcdef', secret: '' },
    });
  });

  it("takes Temporal's own variables", () => {
    const { temporal } = readConfig({
      ...complete,
      TEMPORAL_ADDRESS: 'temporal.internal:7233',
      TEMPORAL_NAMESPACE: 'weft',
      TEMPORAL_API_KEY: 'temporal-key',
    });
    expect(temporal).toEqual({
      address: 'temporal.internal:7233',
      namespace: 'weft',
      tls: true,
      apiKey: 'temporal-key',
    });
  });

  it('names everything that is missing at once, each with what it must be and an example', () => {
    const complaint = complaintOf({ ...complete, COMPONENT_SECRET: undefined, ID_KEY: '' });
    expect(complaint).toContain("COMPONENT_SECRET is missing: it must be the platform's secret (AppSecret);");
    expect(complaint).toMatch(/ID_KEY is missing: .+ Example: ID_KEY=\S+/);
    expect(complaint.split('\n')).toHaveLength(3);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'weft.example.com'],
    ['CALLBACK_AES_KEY', 'too-short'],
    ['ENCRYPTION_KEYS', 'k1:c2hvcnQ='],
    ['ID_KEY', 'c2hvcnQ='],
    ['NODE_ENV', 'staging'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'no'],
    ['CREDENTIAL_SLOTS', '0'],
    ['CACHED_WORKFLOWS', '10'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(complaintOf({ ...complete, [name]: value })).toContain(`${name} is wrong: it must be `);
  });

  it.each([
    ['alice:boss:x', 'Entry 1 has none of the roles.'],
    [`alice:operator:${hash},bob`, 'Entry 2 has not three parts.'],
    ['alice:operator:plaintext', 'Entry 1 does not end with 64 hex digits.'],
    [`alice:viewer:${hash},alice:admin:${hash}`, 'The name "alice" stands there twice.'],
  ])('says which API key is wrong in %s', (value, sentence) => {
    expect(complaintOf({ ...complete, API_KEYS: value })).toContain(sentence);
  });

  it('takes folders and files with a space in their path', () => {
    const paths = { WEFT_DATA: '/home/a user/weft', WORKFLOW_BUNDLE: '/home/a user/bundle.js' };
    expect(readConfig({ ...complete, ...paths })).toMatchObject({
      dataFolder: paths.WEFT_DATA,
      workflowBundle: paths.WORKFLOW_BUNDLE,
    });
  });

  it('never repeats a value, it may be a secret', () => {
    const complaint = complaintOf({
      ...complete,
      ID_KEY: 'a-secret',
      ENCRYPTION_KEYS: 'b-secret',
      API_KEYS: 'x:c-secret:y',
    });
    expect(complaint).not.toMatch(/[abc]-secret/);
  });
});
