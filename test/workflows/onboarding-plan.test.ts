import { describe, expect, it } from 'vitest';
import type { OnboardingDeclaration, OnboardingPart } from '../../messages/merchant-onboarding.ts';
import type { Progress } from '../../messages/progress.ts';
import * as boards from '../../workflows/merchant-onboarding/board.ts';
import { type Move, planOf } from '../../workflows/merchant-onboarding/plan.ts';
import { startOf } from '../../workflows/merchant-onboarding/starts.ts';
import { wishOf } from '../../workflows/merchant-onboarding/wishes.ts';

const release = { templateId: 1, userVersion: '1.0.0', userDesc: '首次上线' };
const setup = { signature: '附近最好吃的面馆', testers: ['weixin_tester_1'] };
const account = { kind: 'existing', appid: 'wx1' } as const;
const whole: OnboardingDeclaration = { account, setup, release };

const inputs = { page: '', publicUrl: '', timings: {} as never };
/** What the plan does not look into. */
const application = {} as never;
const official: OnboardingDeclaration = { ...whole, verification: application, filing: application };
const standing: Progress = { stage: '', attention: 'none', steps: [], links: [] };

/** A board after what happened, in order. */
const boardAfter = (declaration: OnboardingDeclaration, ...steps: ((board: boards.Board) => boards.Board)[]) =>
  steps.reduce((board, step) => step(board), boards.newBoard(declaration));
const of = (part: string) => ({ workflowId: `${part}:wx1`, runId: `run-${part}` });
const begins =
  (part: OnboardingPart, joined = false) =>
  (board: boards.Board) => {
    const due = planOf(board).moves.find((move) => move.do === 'run' && move.part === part);
    const wish = due?.do === 'run' ? due.wish : (wishOf(board, part) ?? '');
    return boards.runs(
      boards.starts(boards.began(board, part, wish), part, of(part).workflowId),
      part,
      of(part),
      joined,
    );
  };
const ends =
  (part: OnboardingPart, kind: string, more: object = {}) =>
  (board: boards.Board) =>
    boards.ended(board, part, { kind, ...more });
const arrives = (board: boards.Board) => boards.authorizationRead(boards.arrived(board, 'wx1'), 'granted');
const there = [begins('account'), arrives, ends('account', 'existing', { appid: 'wx1' })];
const changed = { kind: 'changed', note: 'done' };
const isSetUp = [begins('setup'), ends('setup', 'complete', { parts: { signature: changed, testers: changed } })];
const withdraws = (board: boards.Board) => boards.authorizationRead(board, 'withdrawn');
/** The setup tells that these have come to their end. */
const sets =
  (...names: string[]) =>
  (board: boards.Board) =>
    boards.told(board, 'setup', { ...standing, steps: names.map((name) => ({ name, state: 'done' })) });
/** A process waits for corrected data. */
const asksFor = (part: OnboardingPart) => (board: boards.Board) =>
  boards.told(board, part, { ...standing, waitingFor: { what: 'data', who: 'merchant', hints: [] } });
const declares = (declaration: OnboardingDeclaration) => (board: boards.Board) => boards.declared(board, declaration);

const shortly = (moves: readonly Move[]) =>
  moves.map((move) => (move.do === 'lift' ? `lift ${move.hold}` : `${move.do} ${move.part}`));
const movesAfter = (...steps: Parameters<typeof boardAfter>) => shortly(planOf(boardAfter(...steps)).moves);
const partsIn = (...steps: Parameters<typeof boardAfter>) => planOf(boardAfter(...steps)).halts.map(({ part }) => part);

describe('the plan of an onboarding', () => {
  it('begins with the account alone', () => {
    expect(movesAfter(whole)).toEqual(['run account']);
  });

  it('sets the account up and commits at the same time once the account is there', () => {
    expect(movesAfter(whole, ...there)).toEqual(['run setup', 'run release']);
  });

  it('makes a trial formal before anything else', () => {
    const trial = { ...whole, conversion: { route: { kind: 'personal-upgraded', componentPhone: '1' } } } as const;
    expect(movesAfter(trial, ...there)).toEqual(['run conversion']);
    expect(movesAfter(trial, ...there, begins('conversion'), ends('conversion', 'converted'))).toEqual([
      'run setup',
      'run release',
    ]);
  });

  it('verifies once the name stands, though the rest of the setup is under way, and then files', () => {
    const named = { ...official, setup: { ...setup, name: { name: '面馆' } } };
    const steps = [...there, begins('setup'), begins('release')] as const;
    expect(movesAfter(named, ...steps)).toEqual([]);
    const verifying = [...steps, sets('name')] as const;
    expect(movesAfter(named, ...verifying)).toEqual(['run verification']);
    const verified = [...verifying, begins('verification'), ends('verification', 'verified')] as const;
    // Of the rest the filing shows the introduction.
    expect(movesAfter(named, ...verified)).toEqual([]);
    expect(movesAfter(named, ...verified, sets('name', 'signature'))).toEqual(['run filing']);
  });

  it('submits while it files, and goes online once it is filed', () => {
    const steps = [
      ...there,
      ...isSetUp,
      begins('release'),
      begins('verification'),
      ends('verification', 'verified'),
    ] as const;
    expect(movesAfter(official, ...steps, begins('filing'))).toEqual(['lift submit']);
    expect(movesAfter(official, ...steps, begins('filing'), ends('filing', 'filed'))).toEqual([
      'lift submit',
      'lift release',
    ]);
  });

  it('puts what is new of an enterprise online once it is verified, where that is declared alone, and waits elsewhere for no verification', () => {
    const made = { kind: 'enterprise', wish: '{}', start: {} as never } as const;
    const declared = (of: OnboardingDeclaration['account'], more: object = {}): OnboardingDeclaration => ({
      ...{ account: of, release, verification: application },
      ...more,
    });
    const converted = { conversion: { route: { kind: 'enterprise' } as never } };
    const steps = [...there, begins('release'), begins('verification')] as const;
    const verified = ends('verification', 'verified');
    expect(movesAfter(declared(made), ...steps)).toEqual(['lift submit']);
    expect(movesAfter(declared(made), ...steps, verified)).toEqual(['lift submit', 'lift release']);
    const ofTrial = [...there, begins('conversion'), ends('conversion', 'converted'), ...steps.slice(3)] as const;
    expect(movesAfter(declared(account, converted), ...ofTrial)).toEqual(['lift submit']);
    expect(movesAfter(declared(account), ...steps)).toEqual(['lift submit', 'lift release']);
    expect(movesAfter({ account: made, release }, ...there, begins('release'))).toEqual([
      'lift submit',
      'lift release',
    ]);
  });

  it('does not file under a name that was refused', () => {
    const wish = { ...official, setup: { name: { name: '微信面馆' } } };
    const refused = ends('setup', 'incomplete', { parts: { name: { kind: 'refused', note: '53012' } } });
    expect(movesAfter(wish, ...there, begins('release'), begins('setup'), refused)).toEqual([]);
  });

  it('gives corrected data to the process that waits for them, and to no other', () => {
    const corrected = declares({ ...official, filing: { corrected: true } as never });
    const filing = [
      ...there,
      ...isSetUp,
      begins('release'),
      begins('verification'),
      ends('verification', 'verified'),
      begins('filing'),
    ] as const;
    const lifts = (board: boards.Board) => boards.lifted(board, 'submit');
    expect(movesAfter(official, ...filing, lifts, corrected)).toEqual([]);
    const moves = planOf(boardAfter(official, ...filing, lifts, asksFor('filing'), corrected)).moves;
    expect(moves).toEqual([{ do: 'refill', part: 'filing', wish: '{"corrected":true}' }]);
  });

  it('verifies and files nobody again for other words', () => {
    const done = [
      ...there,
      ...isSetUp,
      begins('verification'),
      ends('verification', 'verified'),
      begins('filing'),
      ends('filing', 'filed'),
    ] as const;
    const other = declares({ account, filing: { other: true } as never });
    expect(planOf(boardAfter(official, ...done, other)).done).toBe(true);
  });

  it('begins nothing twice', () => {
    expect(movesAfter(whole, ...there, begins('setup'), begins('release'))).toEqual([]);
  });

  it('lets the release go on once the account is set up', () => {
    expect(movesAfter(whole, ...there, begins('release'), ...isSetUp)).toEqual(['lift submit', 'lift release']);
  });

  it('lets a release that somebody else holds go on too', () => {
    expect(movesAfter({ account, release }, ...there, begins('release', true))).toEqual([
      'lift submit',
      'lift release',
    ]);
  });

  it('is done when all that is declared is reached, and not before', () => {
    const all = [...there, begins('release'), ...isSetUp] as const;
    expect(planOf(boardAfter(whole, ...all)).done).toBe(false);
    expect(planOf(boardAfter(whole, ...all, ends('release', 'released'))).done).toBe(true);
  });

  it('begins nothing, and lets nothing go on, while the account withholds its authorization', () => {
    const plan = planOf(boardAfter(whole, ...there, begins('release'), ...isSetUp, withdraws));
    expect(plan.moves).toEqual([]);
    expect(plan.halts).toMatchObject([{ part: 'account', waitingFor: { who: 'merchant' } }]);
  });

  it('goes no further with a part that was refused, while the others go on', () => {
    const refused = [...there, begins('release'), ends('release', 'rejected', { reason: '类目不符' })] as const;
    const plan = planOf(boardAfter({ account, setup, release }, ...refused));
    expect(shortly(plan.moves)).toEqual(['run setup']);
    expect(plan.halts).toMatchObject([
      { part: 'release', waitingFor: { who: 'provider', what: expect.stringContaining('类目不符') } },
    ]);
  });

  it('tries a refused part again when it is told to, or when it is declared otherwise', () => {
    const refused = [...there, begins('release'), ends('release', 'rejected')] as const;
    const retries = (board: boards.Board) => boards.retried(board, ['release']);
    expect(movesAfter({ account, release }, ...refused, retries)).toEqual(['run release']);
    const other = declares({ account, release: { ...release, templateId: 2 } });
    expect(movesAfter({ account, release }, ...refused, other)).toEqual(['run release']);
  });

  it('sets only what differs after another declaration', () => {
    const moves = planOf(
      boardAfter(whole, ...there, ...isSetUp, declares({ account, setup: { ...setup, signature: '面馆的新介绍' } })),
    ).moves;
    expect(moves).toEqual([{ do: 'run', part: 'setup', wish: '{"signature":"面馆的新介绍"}' }]);
  });

  it('asks for another wish where WeChat refused one thing of the setup, and keeps the rest', () => {
    const partly = ends('setup', 'incomplete', {
      parts: { signature: { kind: 'refused', note: '53201' }, testers: changed },
    });
    const steps = [...there, begins('setup'), partly] as const;
    expect(partsIn({ account, setup }, ...steps)).toEqual(['setup']);
    expect(planOf(boardAfter({ account, setup }, ...steps, (board) => boards.retried(board, ['setup']))).moves).toEqual(
      [{ do: 'run', part: 'setup', wish: '{"signature":"附近最好吃的面馆"}' }],
    );
  });

  it('does not begin again by itself what somebody ended', () => {
    const steps = [...there, begins('setup'), ends('setup', 'cancelled', { parts: { testers: changed } })] as const;
    expect(movesAfter({ account, setup }, ...steps)).toEqual([]);
    expect(partsIn({ account, setup }, ...steps)).toEqual(['setup']);
  });

  it('does its own part after the end of a process that somebody else had started for something else', () => {
    const setByHand = [begins('setup', true), ends('setup', 'complete', { parts: { signature: changed } })] as const;
    expect(movesAfter({ account, setup }, ...there, ...setByHand)).toEqual(['run setup']);
    const other = ends('release', 'released', { userVersion: '0.9.0' });
    expect(movesAfter({ account, release }, ...there, begins('release', true), other)).toEqual(['run release']);
    const same = ends('release', 'released', { userVersion: '1.0.0' });
    expect(planOf(boardAfter({ account, release }, ...there, begins('release', true), same)).done).toBe(true);
  });

  it('makes its release of what is kept with the account too, and of tags nothing', () => {
    const wish = (settings?: OnboardingDeclaration['settings']) =>
      wishOf(boards.newBoard({ account, release, ...(settings ? { settings } : {}) }), 'release');
    expect(wish({ tags: ['vip'] })).toBe(wish());
    expect(wish({ variables: { shop: 1 } })).not.toBe(wish());
    expect(wish({ ext: {} })).not.toBe(wish());
    const start = startOf('release', wish({ variables: { shop: 1 } }) ?? '', 'wx1', inputs);
    expect(start.input).toMatchObject(release);
    expect(start.input).not.toHaveProperty('settings');
  });

  it('replaces a release that is held before its submission, and lets one that is submitted come to its end', () => {
    const other = declares({ account, setup, release: { ...release, userVersion: '1.1.0' } });
    const held = [...there, begins('release')] as const;
    expect(movesAfter({ account, setup, release }, ...held, begins('setup'), other)).toEqual(['replace release']);
    const submitted = [...held, ...isSetUp, (board: boards.Board) => boards.lifted(board, 'submit'), other] as const;
    expect(movesAfter({ account, setup, release }, ...submitted)).toEqual([]);
    expect(movesAfter({ account, setup, release }, ...submitted, ends('release', 'released'))).toEqual(['run release']);
  });

  it('takes no declaration by which an account shares its UnionIDs with itself, also one that was a trial', () => {
    const trial = { kind: 'trial', wish: '{}', start: {} as never } as const;
    const conversion = { route: { kind: 'personal-upgraded', componentPhone: '1' } } as const;
    const of = { account: trial, conversion };
    const asked = (sameAs: string): OnboardingDeclaration => ({ ...of, setup: { openAccount: { sameAs } } });
    const converted = boardAfter(of, ...there, begins('conversion'), ends('conversion', 'converted'));
    expect(boards.cannotBe(converted, asked('wx1'))).toContain('wx1 is the account of this onboarding');
    expect(boards.cannotBe(converted, asked('wx2'))).toBeUndefined();
    // Which one it will be nobody knows before.
    expect(boards.cannotBe(boards.newBoard(of), asked('wx1'))).toBeUndefined();
    expect(boards.cannotBe(converted, { ...asked('wx2'), account })).toContain('by cancel');
  });

  describe('of verification and filing', () => {
    const verification = { customer_type: 1 } as never;
    const filing = { icp_subject: {} } as never;
    const both: OnboardingDeclaration = { account, verification, filing };
    const one = 'verification-with-filing';
    const under = [...there, begins(one)] as const;
    const halfWay = ends(one, 'rejected', { procedureId: 'p-1', hints: [] });

    it('has both done in one where WeChat takes this kind of account so', () => {
      const { moves, stands } = planOf(boardAfter(both, ...there));
      expect(moves).toEqual([{ do: 'run', part: one, wish: '{"icp_subject":{},"auth_data":{"customer_type":1}}' }]);
      expect(stands.map(({ part }) => part)).toEqual(['account', one]);
      const other = { ...both, verification: { customer_type: 12 } as never };
      expect(movesAfter(other, ...there)).toEqual(['run verification']);
      expect(movesAfter({ account, filing }, ...there)).toEqual(['run filing']);
      expect(movesAfter({ account, verification }, ...there)).toEqual(['run verification']);
    });

    it('waits with the one for what WeChat looks at of the setup', () => {
      const named = { ...both, setup: { ...setup, name: { name: '面馆' } } };
      const steps = [...there, begins('setup')] as const;
      expect(movesAfter(named, ...steps, sets('name'))).toEqual([]);
      expect(movesAfter(named, ...steps, sets('name', 'signature'))).toEqual([`run ${one}`]);
    });

    it('goes online once both are done in one', () => {
      const steps = [...under, begins('release')] as const;
      expect(movesAfter({ ...both, release }, ...steps)).toEqual(['lift submit']);
      const filed = boardAfter({ ...both, release }, ...steps, ends(one, 'filed'));
      expect(shortly(planOf(filed).moves)).toEqual(['lift submit', 'lift release']);
      expect(planOf(boardAfter(both, ...under, ends(one, 'filed'))).done).toBe(true);
    });

    it('keeps to one after the other where one of them was begun alone', () => {
      const alone = [...there, begins('verification')] as const;
      const later = declares(both);
      expect(movesAfter({ account, verification }, ...alone, later)).toEqual([]);
      const verified = [...alone, later, ends('verification', 'verified')] as const;
      expect(movesAfter({ account, verification }, ...verified)).toEqual(['run filing']);
      const again = (board: boards.Board) => boards.retried(board, ['verification']);
      expect(movesAfter({ account, verification }, ...alone, later, ends('verification', 'failed'), again)).toEqual([
        'run verification',
      ]);
    });

    it('does what is left where the account turns out to have one of them', () => {
      const verified = ends(one, 'unfit', { verified: true });
      expect(movesAfter(both, ...under, verified)).toEqual(['run filing']);
      expect(movesAfter(both, ...under, verified, begins('filing'))).toEqual([]);
      expect(planOf(boardAfter(both, ...under, verified, begins('filing'), ends('filing', 'filed'))).done).toBe(true);
      const filed = ends(one, 'unfit', { verified: false });
      expect(movesAfter(both, ...under, filed)).toEqual(['run verification']);
    });

    it('begins neither alone while both run in one, whatever is declared, and takes what came of it', () => {
      const less = declares({ account, verification });
      expect(movesAfter(both, ...under, less)).toEqual([]);
      expect(planOf(boardAfter(both, ...under, less)).done).toBe(false);
      expect(planOf(boardAfter(both, ...under, less, ends(one, 'withdrawn'))).done).toBe(true);
      expect(movesAfter(both, ...under, declares({ account, filing }), ends(one, 'cancelled'))).toEqual(['run filing']);
    });

    it('goes on in one where it ended half-way, and says so where only one of them is declared', () => {
      expect(partsIn(both, ...under, halfWay)).toEqual([one]);
      const corrected = declares({ ...both, filing: { icp_subject: { corrected: true } } as never });
      expect(movesAfter(both, ...under, halfWay, corrected)).toEqual([`run ${one}`]);
      const plan = planOf(boardAfter(both, ...under, halfWay, declares({ account, filing })));
      expect(plan.moves).toEqual([]);
      expect(plan.halts).toMatchObject([{ part: 'filing', waitingFor: { what: expect.stringContaining('p-1') } }]);
      const retries = (board: boards.Board) => boards.retried(board, [one]);
      expect(movesAfter(both, ...under, halfWay, retries)).toEqual([`run ${one}`]);
    });

    it('gives corrected data of either to the one that waits for them', () => {
      const corrected = declares({ ...both, verification: { customer_type: 1, corrected: true } as never });
      expect(movesAfter(both, ...under, corrected)).toEqual([]);
      expect(movesAfter(both, ...under, asksFor(one), corrected)).toEqual([`refill ${one}`]);
    });
  });

  it('asks for the account once more where it did not come about and is declared anew', () => {
    const expired = [begins('account'), ends('account', 'expired')] as const;
    expect(partsIn(whole, ...expired)).toEqual(['account']);
    expect(movesAfter(whole, ...expired, declares(whole))).toEqual(['run account']);
  });
});
