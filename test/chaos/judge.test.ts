import { expect, it } from 'vitest';
import { complaintsOf, type Evidence, type Truth } from '../../chaos/judge.ts';

const truth: Truth = {
  ...{ authorized: true, submitted: 1, released: 0, rolledBack: 0, undone: 0, askedTwice: 0 },
};
const live = { appid: 'wx1', fate: 'passes', board: { state: 'live' } } as const;
const online: Truth = { ...truth, online: '1.0.0', audit: 0, released: 1 };
const good: Evidence = {
  version: '1.0.0',
  merchants: [
    { ...live, truth: online },
    { appid: 'wx2', fate: 'rejected', board: { state: 'rejected' }, truth: { ...truth, audit: 1 } },
    { appid: 'wx3', fate: 'stuck', board: { state: 'withdrawn' }, truth: { ...truth, audit: 3, undone: 1 } },
    { appid: 'wx4', fate: 'delayed', board: { state: 'withdrawn' }, truth: { ...truth, audit: 3, undone: 1 } },
    { appid: 'wx5', fate: 'leaves', board: { state: 'cancelled' }, truth: { ...truth, authorized: false, audit: 2 } },
  ],
  counts: { live: 1, rejected: 1, withdrawn: 2, cancelled: 1 },
  lostPushes: [],
  inInbox: 0,
  kills: ['api', 'worker', 'temporal'],
  wantedKills: 3,
  late: [],
};
/** The same, where something is otherwise with the first merchant. */
const first = (change: object): Evidence => ({ ...good, merchants: [{ ...live, truth: online, ...change }] });

it('has nothing to say of a run in which all agrees', () => {
  expect(complaintsOf(good)).toEqual([]);
});

it.each<[string, Evidence, string]>([
  ['was submitted twice', first({ truth: { ...online, submitted: 2 } }), 'wx1: was submitted 2 times.'],
  ['was never submitted', first({ truth: { ...online, submitted: 0 } }), 'wx1: was never submitted.'],
  ['was released twice', first({ truth: { ...online, released: 2 } }), 'wx1: was released 2 times.'],
  ['was rolled back twice', first({ truth: { ...online, rolledBack: 2 } }), 'wx1: was rolled back 2 times.'],
  ['was asked for again', first({ truth: { ...online, askedTwice: 1 } }), 'WeChat had to refuse 1 calls'],
  ['is live on the board alone', first({ truth: { ...truth, audit: 0 } }), 'is live on the board, and WeChat shows no'],
  ['runs another version', first({ truth: { ...online, online: '0.9.0' } }), 'WeChat shows 0.9.0'],
  ['is live at WeChat alone', first({ board: { state: 'under-way' } }), 'on the board it is under-way'],
  ['is on no board', first({ board: undefined }), 'on the board it is not there'],
  ['was released against its fate', first({ fate: 'rejected' }), 'at WeChat it stands otherwise'],
  ['is counted wrong', { ...good, counts: { ...good.counts, live: 2 } }, 'counts 2 as live, the board 1'],
  [
    'has a callback that went nowhere',
    { ...good, lostPushes: [{ event: 'weappAuditSuccess', appid: 'wx1', at: 0 }] },
    'wx1: weappAuditSuccess of 1970-01-01T00:00:00.000Z was taken and then lost.',
  ],
  ['has a callback in the inbox', { ...good, inInbox: 1 }, '1 callbacks are still in the inbox.'],
  ['saw too few kills', { ...good, kills: ['api', 'worker'] }, 'Only 2 of 3 kills came about.'],
  ['spared Temporal', { ...good, kills: ['api', 'worker', 'worker'] }, 'temporal was killed fewer than 1 times.'],
  ['did not come to its end', { ...good, late: ['The rollout ends: not in time.'] }, 'The rollout ends: not in time.'],
])('complains of a run that %s', (_, evidence, complaint) => {
  expect(complaintsOf(evidence).join('\n')).toContain(complaint);
});
