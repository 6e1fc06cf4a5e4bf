import { z } from 'zod';
import { Problem } from '../../api/http/problem.ts';
import { enterpriseRegistrationPage } from '../../api/pages/enterprise-registration.ts';
import { action, processOf } from '../../api/process.ts';
import { steering } from '../../api/processes/steering.ts';
import { deliver, knock } from './errand-messages.ts';

const process = processOf<typeof import('./errand-workflows.ts')>();

/** Places to which no errand can be started now. */
export const closedPlaces = new Set(['nowhere']);

/** The declaration of the errand, as an engineer would write one. */
export const errandProcess = process({
  path: '/errands',
  workflow: 'errand',
  title: 'errand',
  calls: [],
  start: {
    role: 'operator',
    body: z.strictObject({
      place: z.string().regex(/^[a-z0-9-]{1,60}$/, 'a place in small letters'),
      merchantId: z.string().exactOptional(),
      mishap: z.enum(['breaks', 'refused', 'forgets']).exactOptional(),
      patience: z.int().min(1).default(60),
      /** Instead of the patience; read as milliseconds since the epoch. */
      until: z.iso.datetime().transform(Date.parse).exactOptional(),
    }),
    id: ({ place }, ids) => `errand:${ids.hmac('place', place)}`,
    prepare: ({ place, patience, until = Date.now() + patience * 60_000, ...rest }, { page }) => {
      if (closedPlaces.has(place)) throw new Problem('not-found', 'There is no such place; go somewhere else.');
      return {
        input: { place, page, until: new Date(until).toISOString(), ...rest },
        summary: `Errand to ${place}`,
        appid: `wx${place}`,
        ...(rest.merchantId ? { merchantId: rest.merchantId } : {}),
        externalIds: [`place:${place}`],
        subject: [['地点', place]],
      };
    },
  },
  actions: [
    ...steering,
    action({ update: knock, role: 'operator', title: 'Knock' }),
    action({
      update: deliver,
      role: 'approver',
      title: 'Deliver',
      body: z.strictObject({ parcel: z.string().min(1) }),
    }),
  ],
  page: { ...enterpriseRegistrationPage, done: 'delivered', step: 'visit', link: 'map' },
});
