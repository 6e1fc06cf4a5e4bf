import { randomUUID } from 'node:crypto';
import { acceptedOf } from './answers.ts';
import type { Answered } from './calls.ts';
import type { Stage } from './stage.ts';

/** A place where no errand ever was. */
export const newPlace = () => `place-${randomUUID()}`;

/** What tests do with errands. */
export const errandsOn = (stage: () => Stage) => {
  const post = (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    stage().call('POST', path, { as: 'admin', body, headers });
  const deliver = async (url: string) => acceptedOf(await post(`${url}/actions/deliver`, { parcel: 'a book' }));
  return {
    /** Starts one, to a new place unless told. */
    start: async (body: object = {}, headers?: Readonly<Record<string, string>>) =>
      acceptedOf(await post('/v1/errands', { place: newPlace(), ...body }, headers)),
    deliver,
    /** Waits until it can be ended, and ends it. */
    finish: async (url: string) => {
      await stage().shows(url, { stage: 'visit' });
      await deliver(url);
      await stage().shows(url, { stage: 'delivered' });
    },
  };
};
