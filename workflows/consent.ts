import { setHandler } from '@temporalio/workflow';
import { type ConsentTimings, consentGiven, type WantedConsent, wantedConsent } from '../messages/consent.ts';
import type { Sealed } from '../messages/sealed.ts';
import type { Process } from './process.ts';

/** What an admin agrees to on a page of WeChat. */
export type Consents = {
  /** Asks for the next consent: its proof, or `undefined` where nobody agreed within the window. */
  next(wanted: WantedConsent): Promise<Sealed | undefined>;
};

/** The step in which the admin acts. */
export const consentStep = 'consent';

/** Whoever has the address can bring what is no proof; more than this many are nobody's mistakes. */
const mostProofs = 100;

/** Opens the way for admins to agree; call it before the first await. `href`: our page from which they go to WeChat's. */
export const openConsents = (
  process: Process,
  { what, href, timings }: { readonly what: string; readonly href: string; readonly timings: ConsentTimings },
): Consents => {
  const given: Sealed[] = [];
  let used = 0;
  let open: WantedConsent | null = null;
  setHandler(wantedConsent, () => open);
  setHandler(consentGiven, (proof) => {
    // A page that is loaded again brings the same proof.
    const known = given.some(({ fingerprint }) => fingerprint === proof.fingerprint);
    if (!known && given.length < mostProofs) given.push(proof);
  });
  const came = () => given.length > used;

  return {
    next: async (wanted) => {
      open = wanted;
      process.progress.link({ rel: 'consent', title: 'For the admin (管理员)', href });
      const end = Date.now() + timings.window;
      const until = new Date(end).toISOString();
      const reminders = timings.remind
        .map((before) => end - before)
        .filter((at) => at > Date.now())
        .sort((a, b) => a - b);
      for (const [index, at] of [...reminders, end].entries()) {
        while (!came() && Date.now() < at) await process.pause(at - Date.now(), { what, who: 'merchant', until }, came);
        if (came() || at === end) break;
        process.remind(consentStep, `Reminder ${index + 1} of ${reminders.length}: the wait ends at ${until}.`);
      }
      open = null;
      process.progress.unlink('consent');
      const proof = given[used];
      if (proof) used += 1;
      return proof;
    },
  };
};
