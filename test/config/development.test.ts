import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../config/config.ts';
import { completeForDevelopment } from '../../config/development.ts';

let WEFT_DATA: string;
beforeEach(() => {
  WEFT_DATA = mkdtempSync(join(tmpdir(), 'weft-config-'));
});
afterEach(() => rmSync(WEFT_DATA, { recursive: true }));

describe('development values', () => {
  it('complete an empty environment', () => {
    const config = readConfig(completeForDevelopment({ WEFT_DATA, PORT: '3100', SIMULATOR_PORT: '4100' }).env);
    expect(config.component.appid).toMatch(/^wx[0-9a-f]{16}$/);
    expect(config.publicUrl).toBe('http://localhost:3100');
    expect(config.weChatApiUrl).toBe('http://127.0.0.1:4100');
    expect(config.production).toBe(false);
  });

  it('are the same after a restart, in a file that only its owner reads', () => {
    const first = completeForDevelopment({ WEFT_DATA });
    expect(completeForDevelopment({ WEFT_DATA })).toEqual(first);
    expect(statSync(join(WEFT_DATA, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('give way to what the environment says', () => {
    const { env } = completeForDevelopment({ WEFT_DATA, COMPONENT_APPID: 'wxmine', PUBLIC_URL: 'https://a.example' });
    expect(env).toMatchObject({ COMPONENT_APPID: 'wxmine', PUBLIC_URL: 'https://a.example' });
  });

  it('hold an API key for each role, beside those of the environment', () => {
    const given = `alice:operator:${'0'.repeat(64)}`;
    const { env, apiKeys } = completeForDevelopment({ WEFT_DATA, API_KEYS: given });
    const sha256 = createHash('sha256').update(apiKeys.approver).digest('hex');
    const known = readConfig(env).apiKeys;
    expect(known).toContainEqual({ name: 'development-approver', role: 'approver', sha256 });
    expect(known.map((key) => key.role)).toEqual(['operator', 'viewer', 'operator', 'approver', 'admin', 'service']);
  });

  it('are never made for production', () => {
    expect(() => completeForDevelopment({ WEFT_DATA, NODE_ENV: 'production' })).toThrow('none is made up');
  });
});
