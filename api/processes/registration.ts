import { z } from 'zod';
import { adopt, reissue } from '../../messages/registration.ts';
import { action } from '../process.ts';
import { appid, milliseconds, reminders } from './fields.ts';
import { steering } from './steering.ts';

/** What every registration takes while a person confirms it by a link. */
export const registrationActions = [
  ...steering,
  action({ update: reissue, role: 'operator', title: 'Make a new link after an expiry or a refusal' }),
  action({
    update: adopt,
    role: 'operator',
    title: 'Name the account that was made, where no push and no look-up tells',
    body: z.strictObject({ appid }),
  }),
];

/** The durations of a registration by a link. */
export const timings = z
  .strictObject({
    window: milliseconds,
    poll: milliseconds,
    remind: reminders,
    grace: milliseconds,
    reissue: milliseconds,
    register: milliseconds,
  })
  .describe(
    'In milliseconds: how long the person has, how often the task is queried, how long before the end to remind each time, how long the push of the new account may be late, how long a new link can be asked for, how long to wait for the company register.',
  );
