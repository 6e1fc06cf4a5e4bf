import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePorts } from '../../scripts/ports.ts';
import { startApiProcess } from '../gateway/api-process.ts';
import { temporaryDirectory } from '../gateway/gateway.ts';
import { encodingAesKey, platform } from '../gateway/platform.ts';
import { startCommand } from './command.ts';

/** Runs the command with a data folder and ports of its own. */
const publishCheck = async (more: Record<string, string> = {}) => {
  const [port, simulatorPort, temporalPort, temporalUiPort] = await freePorts('127.0.0.1', 4);
  const command = startCommand('publish-check', {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    WEFT_DATA: await temporaryDirectory(),
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(temporalUiPort),
    ...more,
  });
  onTestFinished(async () => {
    if (command.child.exitCode === null && command.child.kill()) await once(command.child, 'close');
  });
  return command.end();
};

describe('npm run publish-check', () => {
  it('starts everything, passes every case of all five groups, and ends with 0', { timeout: 180_000 }, async () => {
    const { status, said } = await publishCheck();
    const passed = said.match(/^ok {4} {2}.*$/gm) ?? [];
    expect(said).not.toContain('FAILED');
    expect(passed).toHaveLength(31);
    for (const group of [1, 2, 3, 4, 5]) {
      expect(passed.filter((line) => line.includes(`group ${group}  `))).toHaveLength(6);
    }
    expect(said).toContain('All 31 cases passed.');
    expect(status).toBe(0);
  });

  it('fails with the reason on each line against a gateway that has another key', { timeout: 60_000 }, async () => {
    const gateway = await startApiProcess({
      directory: await temporaryDirectory(),
      temporal: { address: '127.0.0.1:9', namespace: 'nowhere' },
      ring: [{ id: 'test', key: randomBytes(32) }],
      idKey: randomBytes(32),
    });
    const console = {
      GATEWAY_URL: gateway.url,
      COMPONENT_APPID: platform.component.appid,
      CALLBACK_TOKEN: platform.callback.token,
    };
    const { status, said } = await publishCheck({ ...console, CALLBACK_AES_KEY: 'A'.repeat(43) });
    const failed = said.match(/^FAILED.*$/gm) ?? [];
    expect(failed).toHaveLength(31);
    for (const line of failed) expect(line).toContain('its CALLBACK_AES_KEY or COMPONENT_APPID is not the one');
    expect(said).toContain('31 of 31 cases did not pass.');
    expect(status).toBe(1);
    expect(said).not.toContain(encodingAesKey);
  });
});
