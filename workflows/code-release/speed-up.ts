import { isCancellation } from '@temporalio/workflow';
import { type CodeReleaseInput, speedUp } from '../../messages/code-release.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import type { Process } from '../process.ts';
import { wx } from '../wechat.ts';
import { openTurn } from './turn.ts';

/** The acceleration (加急) of a release's audit: wished at the start or by the action `speedUp`. */
export type SpeedUp = {
  /** There is something to be done for it now. */
  isDue(): boolean;
  /** Asks for a turn, or accelerates in it; what comes of it is noted, and the audit goes on in any case. */
  go(auditid: number): Promise<void>;
  /** The audit is decided: its place in the queue is given up. */
  end(): Promise<void>;
};

/** The audit is accelerated already. */
const acceleratedAlready = 89404;

/** Opens it; call it before the first await. `isOpen`: an audit of this release is under way. */
export const openSpeedUp = (process: Process, release: CodeReleaseInput, isOpen: () => boolean): SpeedUp => {
  // Nobody bars accelerations by whether the account was ever released, so nobody need be asked.
  const turn = openTurn(process, { ...release, kind: 'iteration' }, 'speedUps');
  let standing: 'none' | 'wished' | 'queued' | 'accelerated' = release.speedUp ? 'wished' : 'none';
  process.actions.on(speedUp, {
    refuse: () => {
      if (!isOpen()) return 'No audit of this release is under way.';
      if (standing === 'accelerated') return 'Its audit is accelerated already.';
      return standing === 'none' ? undefined : 'It waits for one of the accelerations already.';
    },
    apply: () => {
      standing = 'wished';
    },
  });
  const note = (words: string) => process.progress.note('audit', words);

  const accelerate = async (auditid: number) => {
    standing = 'none';
    try {
      await wx(`Accelerate audit ${auditid}`).speedupCodeAudit(release.appid, { auditid });
      standing = 'accelerated';
      note('Accelerated (加急): decided in about 2 to 12 h.');
    } catch (error) {
      if (isCancellation(error)) throw error;
      const failure = weChatFailureOf(error);
      if (failure.scope === 'host') {
        // The turn is still ours; the next try lies in its queue until a host may call.
        standing = 'queued';
        return;
      }
      if (failure.errcode === acceleratedAlready) standing = 'accelerated';
      note(failure.class === 'done' ? failure.hint : `Not accelerated: ${wordsOf(failure)} The audit goes on without.`);
      // What WeChat refused was not spent, unless it says that none is left: then the entity asks it anew.
      if (failure.effect === 'none' && failure.class !== 'done' && failure.class !== 'quota') return turn.giveBack();
    }
    await turn.used();
  };

  return {
    isDue: () => standing === 'wished' || (standing === 'queued' && turn.isHeld()),
    go: async (auditid) => {
      if (!turn.isHeld()) {
        standing = 'queued';
        const answer = await turn.ask();
        if (!answer.granted) note(`Not accelerated yet, and goes on without: ${answer.why}`);
      }
      if (turn.isHeld()) await accelerate(auditid);
    },
    end: async () => {
      if (standing !== 'accelerated') standing = 'none';
      await turn.giveBack();
    },
  };
};
