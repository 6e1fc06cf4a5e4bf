import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeWindows, type ReleaseSteering, releaseSteered } from '../../messages/code-release.ts';
import { type Doors, turnWithin } from '../../workflows/code-release/doors.ts';
import { type ReleaseStage, startReleaseStage } from './code-release-stage.ts';

const request = { by: 'test' };
/** The time of day in China, so many hours from now. */
const inHours = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(11, 16);
/** A window that is shut for hours to come. */
const shut = { from: inHours(3), to: inHours(4) };

describe('the doors of a release', () => {
  let stage: ReleaseStage;
  beforeAll(async () => {
    stage = await startReleaseStage();
  });
  afterAll(() => stage.stop());
  beforeEach(() => stage.reset());
  const sent = () => stage.wechat.sent.map(({ call }) => call);
  const waits = (at: string, what: string) => ({
    ...{ stage: at, attention: 'none' },
    waitingFor: { what: expect.stringContaining(what), who: 'wechat' },
  });

  it('keep it from being submitted and from going online outside their windows, which somebody may change', async () => {
    const { handle, shows, outcome } = await stage.release({ submitWindow: shut, releaseWindow: shut });
    await shows(waits('submit', `is submitted opens at ${shut.from}`));
    expect(sent()).toEqual(['commit']);
    await handle.executeUpdate(changeWindows, { args: [{ ...request, submitWindow: null }] });
    await shows(waits('release', `goes online opens at ${shut.from}`));
    expect(sent()).toEqual(['commit', 'submitAudit']);
    const open = { from: inHours(-1), to: inHours(2) };
    await handle.executeUpdate(changeWindows, { args: [{ ...request, releaseWindow: open }] });
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('are shut while its rollout is paused, by the newest word of it', async () => {
    const { handle, shows, outcome } = await stage.release({ submitWindow: shut });
    const steer = (steering: ReleaseSteering) => handle.signal(releaseSteered, steering);
    await shows(waits('submit', 'opens at'));
    await steer({ version: 5, paused: true });
    await shows(waits('submit', 'rollout is paused'));
    await steer({ version: 4, paused: false });
    await steer({ version: 6, paused: true, releaseWindow: shut });
    await steer({ version: 7, paused: false, releaseWindow: shut });
    await shows(waits('release', 'opens at'));
    await steer({ version: 8, paused: false });
    expect(await outcome()).toMatchObject({ kind: 'released' });
  });

  it('give a turn to somebody else that comes while they are shut', async () => {
    const log: string[] = [];
    let open = false;
    const doors: Doors = {
      isOpen: () => open,
      pass: async () => {
        log.push('pass');
      },
    };
    const turn = turnWithin(
      {
        ask: async () => ({ granted: true }),
        isHeld: () => true,
        take: async () => {
          log.push('take');
        },
        giveBack: async () => {
          log.push('give back');
          open = true;
        },
        submit: async () => ({ auditid: 1 }),
        used: async () => {},
      },
      doors,
    );
    await turn.take();
    expect(log).toEqual(['pass', 'take', 'give back', 'pass', 'take']);
  });
});
