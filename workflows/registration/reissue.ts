import { type RegistrationTimings, type Rejected, reissue } from '../../messages/registration.ts';
import type { Process } from '../process.ts';
import type { Attempts } from './attempts.ts';
import type { Verdict } from './statuses.ts';

/** What follows a try that failed: another one, an end, or an account that was made after all. */
export type Next = 'again' | 'end' | 'created';

/** After a try that failed: waits for another one where that can help. */
export type Reissue = { after(failed: Exclude<Verdict, { kind: 'created' }> | Rejected): Promise<Next> };

/** So often the company register is given time (105). */
const registerWaits = 3;

/** Opens the action `reissue`; call it before the first await. */
export const openReissue = (process: Process, attempts: Attempts, timings: RegistrationTimings): Reissue => {
  let open = false;
  let asked = false;
  let waits = 0;
  process.actions.on(reissue, {
    refuse: () => (open ? undefined : 'There is nothing to make anew: no link has expired or was refused.'),
    apply: () => {
      asked = true;
    },
  });

  const wait = async (
    milliseconds: number,
    what: string,
    who: 'ops' | 'wechat',
  ): Promise<'asked' | 'created' | 'over'> => {
    const end = Date.now() + milliseconds;
    open = true;
    await process.pause(milliseconds, { what, who }, () => asked || attempts.created() !== undefined);
    open = false;
    if (attempts.created()) return 'created';
    const again = asked || Date.now() < end;
    asked = false;
    return again ? 'asked' : 'over';
  };
  return {
    after: async (failed) => {
      if (failed.kind !== 'rejected') {
        const next = await wait(
          timings.reissue,
          `${failed.note} Ask the person, then "retry" makes a new link, as "reissue" does.`,
          'ops',
        );
        return next === 'asked' ? 'again' : next === 'created' ? 'created' : 'end';
      }
      if (failed.remedy !== 'wait-days' || waits >= registerWaits) return 'end';
      waits += 1;
      const next = await wait(timings.register, `${failed.note} "retry" tries sooner, as "reissue" does.`, 'wechat');
      return next === 'created' ? 'created' : 'again';
    },
  };
};
