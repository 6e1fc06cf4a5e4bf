import type { ActOf, People } from '../people.ts';
import { type Asked, silently } from '../person.ts';
import { type Alarms, askForADay } from './alarms.ts';

/** The fees of verifications: the provider's prepaid packages (预购包), and merchants who pay themselves. */
export type Fees = {
  /** Takes one package; false where none is left. */
  spendPackage(): boolean;
  packagesLeft(): number;
  setPackages(count: number): void;
  /** Asks the merchant of an account to pay within 24 h. */
  ask(appid: string, on: { paid(): Promise<unknown>; expired(): void }): Asked<ActOf<'payer'>>;
  clear(): void;
};

/** So many that only who asks for it meets the end. */
const plenty = 100_000;

/** Makes the fees. */
export const createFees = (deps: { readonly alarms: Alarms; readonly payer: People['payer'] }): Fees => {
  let packages = plenty;
  return {
    spendPackage: () => {
      if (packages === 0) return false;
      packages -= 1;
      return true;
    },
    packagesLeft: () => packages,
    setPackages: (count) => {
      packages = count;
    },
    ask: (appid, { paid, expired }) =>
      askForADay(deps.alarms, deps.payer, {
        appid,
        act: (does) => (does === 'pay' ? { settled: true, told: paid() } : silently(false)),
        expired,
      }),
    clear: () => {
      packages = plenty;
    },
  };
};
