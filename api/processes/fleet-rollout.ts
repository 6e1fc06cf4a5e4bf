import { z } from 'zod';
import { releaseTimings } from '../../messages/code-release.ts';
import {
  abortRollout,
  changePace,
  changeRolloutWindows,
  defaultGate,
  defaultPace,
  defaultWaves,
  finishRollout,
  pauseRollout,
  resubmitGroup,
  resumeRollout,
  rollBackWave,
  rolloutTimings,
} from '../../messages/fleet-rollout.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { action, process } from '../process.ts';
import { releaseBody } from './code-release.ts';
import { appid, milliseconds } from './fields.ts';
import { steering } from './steering.ts';
import { windowsChange } from './windows.ts';

/** A share from 0 to 1. */
const share = z.number().min(0).max(1);

const pace = z.strictObject({
  window: z
    .int()
    .min(1)
    .max(1000)
    .default(defaultPace.window)
    .describe('Merchants at the same time between their start and their commit; later ones hold no place.'),
  perMinute: z.int().min(1).max(10_000).exactOptional().describe('Merchants begun in a minute, at most.'),
});

const tag = z.string().min(1).max(64);
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('appids'), appids: z.array(appid).min(1).max(10_000) }),
  z.strictObject({
    kind: z.literal('tags'),
    all: z.array(tag).min(1).max(10).describe('Accounts that carry all of these.'),
    none: z.array(tag).max(10).default([]).describe('And none of these.'),
  }),
  z.strictObject({
    kind: z.literal('query'),
    query: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .describe('A list filter of Temporal over the accounts, such as `MerchantId = "m1"`.'),
  }),
]);

const wave = z.union([
  z.strictObject({ merchants: z.int().min(1).max(20_000) }),
  z.strictObject({ percent: z.number().gt(0).max(100) }),
  z.strictObject({ rest: z.literal(true) }),
]);

/** What every merchant gets, as a release of its own takes it. */
const release = releaseBody
  .omit({ appid: true, rolloutId: true, directCommit: true })
  .required({ templateId: true })
  .extend({ priority: releaseBody.shape.priority.unwrap().default('bulk') });
const readRelease = ({ timings, ...asked }: z.output<typeof release>) => ({
  ...asked,
  timings: { ...releaseTimings, ...timings },
});
/** What may be mended of it for a group of rejected merchants. */
const mended = z.strictObject({
  templateId: release.shape.templateId.exactOptional(),
  userVersion: release.shape.userVersion.exactOptional(),
  userDesc: release.shape.userDesc.exactOptional(),
  ext: release.shape.ext,
  variables: release.shape.variables,
  feedback: release.shape.feedback,
});

const body = z.strictObject({
  rolloutId: z
    .string()
    .regex(/^[\w.:-]{1,64}$/, '1 to 64 letters, digits and . : _ -')
    .describe('Your own name of the rollout; it is shown in lists.'),
  target,
  release,
  waves: z
    .array(wave)
    .min(1)
    .max(50)
    .default([...defaultWaves])
    .describe('Whom each wave takes: so many merchants, a percentage of all targets, or the rest.'),
  gate: z
    .strictObject({
      decided: share.exactOptional(),
      failures: share.exactOptional(),
      rejections: share.exactOptional(),
      delays: share.exactOptional(),
    })
    .exactOptional()
    .describe('What of a wave must hold before the next begins; shares from 0 to 1.'),
  pace: pace.default(defaultPace),
  rehearsal: z
    .boolean()
    .default(false)
    .describe('Only the checks of every merchant: nothing is sent, and no gate is heeded.'),
  again: z
    .boolean()
    .default(false)
    .describe('Release also to those that run this very version of the template with this very ext.json already.'),
  timings: z
    .strictObject({
      look: milliseconds,
      idleLook: milliseconds,
      slot: milliseconds,
      report: milliseconds,
      watch: milliseconds,
      decide: milliseconds,
      forecast: milliseconds,
    })
    .exactOptional()
    .describe('In milliseconds; see the guide to rollouts.'),
});

/** One release for many merchants. */
export const fleetRollout = process({
  path: '/fleet-rollouts',
  workflow: 'fleetRollout',
  title: 'fleet rollout',
  // Its releases and rollbacks make them.
  calls: [],
  start: {
    role: 'operator',
    body,
    id: ({ rolloutId }) => workflowIds.fleetRollout(rolloutId),
    prepare: ({ release: asked, gate, timings, ...input }) => ({
      input: {
        ...input,
        release: readRelease(asked),
        gate: { ...defaultGate, ...gate },
        timings: { ...rolloutTimings, ...timings },
      },
      summary: `Roll ${asked.userVersion} out (${input.target.kind})`,
    }),
  },
  actions: [
    ...steering,
    action({
      update: pauseRollout,
      role: 'operator',
      title: 'Begin nobody, submit nobody and bring nobody online until `resume`',
    }),
    action({ update: resumeRollout, role: 'approver', title: 'Go on after a pause, or through a gate that is shut' }),
    action({
      update: changePace,
      role: 'operator',
      title: 'Change the pace',
      body: pace,
    }),
    action({
      update: changeRolloutWindows,
      role: 'operator',
      title: 'Change when its merchants may be submitted and go online',
      body: windowsChange,
    }),
    action({
      update: abortRollout,
      role: 'operator',
      title: 'End it: nobody else is begun, what is under way is ended',
      body: z.strictObject({ undo: z.boolean().default(false).describe('Also withdraw the audits under way.') }),
    }),
    action({
      update: resubmitGroup,
      role: 'operator',
      title: 'Submit a group of rejected merchants again, with what was mended',
      body: z.strictObject({
        key: z.string().min(1).max(200).describe('The `key` of the group in the progress.'),
        release: mended.default({}).describe('What of the release is another now.'),
      }),
    }),
    action({
      update: rollBackWave,
      role: 'approver',
      title: 'Take every merchant of a wave back to the version it ran before',
      body: z.strictObject({ wave: z.int().min(1).max(50) }),
    }),
    action({ update: finishRollout, role: 'operator', title: 'End a rollout whose merchants are all decided' }),
  ],
});
