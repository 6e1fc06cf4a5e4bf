import { describe, expect, it } from 'vitest';
import type { AppliedGrant, AuthorizerState, Lease } from '../../messages/authorizer.ts';
import type { Sealed } from '../../messages/sealed.ts';
import {
  exchangeLost,
  granted,
  listed,
  newAuthorizer,
  refreshed,
  refreshTokenDied,
  secretAdopted,
  settled,
  withdrawalPushed,
  withoutDoubt,
} from '../../workflows/authorizer-state.ts';

const appid = 'wx1';
const sealed = (fingerprint: string): Sealed => ({ keyId: 'k', owner: 'o', fingerprint, ciphertext: '' });
const token = (fingerprint: string, expiresAt = 0) => ({ token: sealed(fingerprint), expiresAt });
const grant = (createTime: number, known: Partial<AppliedGrant> = {}): AppliedGrant => ({
  appid,
  createTime,
  key: `grant ${createTime}`,
  refreshToken: sealed(`refresh ${createTime}`),
  accessToken: token(`access ${createTime}`),
  permissionSets: [17, 18],
  account: { userName: 'gh_1' },
  ...known,
});
const withdrawal = (createTime: number) => ({
  event: 'unauthorized' as const,
  key: `withdrawal ${createTime}`,
  createTime,
  payload: { AppId: 'component', CreateTime: createTime, AuthorizerAppid: appid },
});
const held = (holder: string): Lease => ({ holder: { workflowId: holder, runId: 'r' }, waiting: [], untold: [] });
const found = { kind: 'granted', permissionSets: [17], account: { nickName: 'name' } } as const;
const authorized = granted(newAuthorizer(appid), grant(100));
const lost: AuthorizerState = { ...newAuthorizer(appid), authorization: 'lost', authorizationTime: 100 };

describe('a grant', () => {
  it('brings tokens, permission sets and account', () => {
    expect(authorized).toMatchObject({
      authorization: 'granted',
      authorizationTime: 100,
      permissionSets: [17, 18],
      refreshToken: { fingerprint: 'refresh 100' },
      accessToken: { token: { fingerprint: 'access 100' } },
      account: { userName: 'gh_1' },
    });
    expect(authorized).not.toHaveProperty('doubt');
  });

  it('without account data is looked up', () => {
    const { account: _account, ...bare } = grant(100);
    expect(granted(newAuthorizer(appid), bare).doubt).toEqual({ createTime: 100 });
  });

  it('that comes twice changes nothing the second time', () => {
    expect(granted(authorized, grant(100))).toBe(authorized);
  });

  it('made before the last grant or withdrawal changes nothing', () => {
    const late = granted(authorized, grant(99));
    expect(late).toEqual({ ...authorized, seen: ['grant 100', 'grant 99'] });
    const withdrawn = settled(authorized, { createTime: 101 }, { kind: 'withdrawn' });
    expect(granted(withdrawn, grant(100.5, { key: 'late' })).authorization).toBe('withdrawn');
  });

  it('of the same refresh token keeps the access token, of another one drops it', () => {
    const { accessToken: _token, ...adopted } = grant(101, { refreshToken: sealed('refresh 100') });
    expect(granted(authorized, adopted).accessToken?.token.fingerprint).toBe('access 100');
    expect(granted(authorized, { ...adopted, refreshToken: sealed('another') })).not.toHaveProperty('accessToken');
  });

  it('has lease holders told', () => {
    const state = { ...newAuthorizer(appid), leases: { code: held('release') } };
    expect(granted(state, grant(100)).leases.code?.untold).toEqual(['authorization-changed']);
  });
});

describe('a withdrawal', () => {
  it('is asked about, and applies where WeChat confirms it', () => {
    const doubted = withdrawalPushed(authorized, withdrawal(101));
    expect(doubted).toMatchObject({ authorization: 'granted', doubt: { createTime: 101 } });
    const withdrawn = settled(withoutDoubt(doubted), { createTime: 101 }, { kind: 'withdrawn' });
    expect(withdrawn).toMatchObject({ authorization: 'withdrawn', authorizationTime: 101, permissionSets: [] });
    for (const gone of ['doubt', 'accessToken', 'refreshToken']) expect(withdrawn).not.toHaveProperty(gone);
  });

  it('that WeChat denies leaves the tokens', () => {
    const doubted = withdrawalPushed(authorized, withdrawal(101));
    const settledState = settled(
      withoutDoubt(doubted),
      { createTime: 101 },
      { ...found, refreshToken: sealed('refresh 100') },
    );
    expect(settledState).toMatchObject({ authorization: 'granted', accessToken: authorized.accessToken });
    expect(settledState).not.toHaveProperty('doubt');
  });

  it('of the very second of a grant is asked about though the look-up for that grant ends later', () => {
    const asking = withoutDoubt(granted(newAuthorizer(appid), grant(101)));
    const pushed = withdrawalPushed(asking, withdrawal(101));
    expect(settled(pushed, { createTime: 101 }, found).doubt).toEqual({ createTime: 101 });
  });

  it('made before the last grant is not even asked about', () => {
    expect(withdrawalPushed(authorized, withdrawal(99))).not.toHaveProperty('doubt');
  });

  it('confirmed after a newer grant arrived does not undo that', () => {
    const doubted = withdrawalPushed(authorized, withdrawal(101));
    const regranted = granted(doubted, grant(102));
    expect(settled(regranted, { createTime: 101 }, { kind: 'withdrawn' })).toEqual(regranted);
  });
});

describe('a lost exchange', () => {
  it('needs the merchant where no refresh token is held', () => {
    expect(exchangeLost(newAuthorizer(appid), { createTime: 100, key: 'k' }).authorization).toBe('lost');
  });

  it('has the refresh token proved that is held from before', () => {
    expect(exchangeLost(authorized, { createTime: 101, key: 'k' })).toMatchObject({
      authorization: 'granted',
      proofDue: 0,
    });
  });

  it('made before the last grant changes nothing', () => {
    expect(exchangeLost(authorized, { createTime: 99, key: 'k' })).toEqual({ ...authorized, seen: ['grant 100', 'k'] });
  });
});

describe('the authorizer list', () => {
  const now = 1_000_000_000;
  const long = now / 1_000 - 86_400;

  it('changes nothing of an account in order, and has an idle refresh token proved', () => {
    const fresh = granted(newAuthorizer(appid), grant(long, { accessToken: token('access', now) }));
    expect(listed(fresh, { authTime: long, refreshToken: sealed('refresh') }, now)).toBe(fresh);
    expect(listed(fresh, { authTime: long }, now + 18 * 3_600_000)).toBe(fresh);
    expect(listed(fresh, { authTime: long }, now + 18 * 3_600_000 + 1).proofDue).toBe(0);
  });

  it('fills a missing refresh token once WeChat confirmed the authorization', () => {
    const doubted = listed(lost, { authTime: long, refreshToken: sealed('listed') }, now);
    expect(doubted.doubt).toEqual({ createTime: long, refreshToken: sealed('listed') });
    expect(settled(doubted, { createTime: long, refreshToken: sealed('listed') }, found)).toMatchObject({
      authorization: 'granted',
      refreshToken: { fingerprint: 'listed' },
      permissionSets: [17],
      account: { nickName: 'name' },
    });
  });

  it('with an authorization newer than the one we know has it looked up', () => {
    expect(listed(authorized, { authTime: long }, now).doubt).toEqual({ createTime: long });
  });

  it('without a refresh token is not taken at its word while the code may be under way', () => {
    const young = now / 1_000 - 599;
    expect(listed(newAuthorizer(appid), { authTime: young }, now)).not.toHaveProperty('doubt');
    expect(listed(newAuthorizer(appid), { authTime: young - 1 }, now)).toHaveProperty('doubt');
  });

  it('of an account whose code nobody exchanged needs the merchant', () => {
    const doubted = listed(newAuthorizer(appid), { authTime: long }, now);
    expect(settled(doubted, { createTime: long }, found)).toMatchObject({
      authorization: 'lost',
      permissionSets: [17],
    });
  });
});

describe("a customised merchant's own secret", () => {
  const customised = secretAdopted(newAuthorizer(appid), { secret: sealed('secret'), accessToken: token('own') });

  it('gives tokens as before where the code of an authorization was lost', () => {
    expect(exchangeLost(customised, { createTime: 101, key: 'k' })).toEqual({ ...customised, seen: ['k'] });
  });

  it('is untouched by an authorization that WeChat does not know, or gives no refresh token for', () => {
    expect(settled(customised, { createTime: 101 }, { kind: 'withdrawn' })).toBe(customised);
    expect(settled(customised, { createTime: 101 }, found)).toBe(customised);
  });

  it('gives way to an authorization, whether its push came or the list told of it', () => {
    const byList = settled(customised, { createTime: 101 }, { ...found, refreshToken: sealed('refresh') });
    for (const state of [byList, granted(customised, grant(101))]) {
      expect(state).toMatchObject({ origin: 'authorized', authorization: 'granted', authorizationTime: 101 });
      expect(state).not.toHaveProperty('ownSecret');
      expect(state.accessToken?.token.fingerprint).not.toBe('own');
    }
  });
});

describe('a refresh', () => {
  const tokens = { accessToken: token('new access'), refreshToken: sealed('new refresh') };

  it('stores both tokens that came back', () => {
    expect(refreshed({ ...authorized, proofDue: 0 }, sealed('refresh 100'), tokens)).toEqual({
      ...authorized,
      ...tokens,
    });
  });

  it('made with a refresh token that was replaced meanwhile changes nothing', () => {
    const regranted = granted(authorized, grant(101));
    expect(refreshed(regranted, sealed('refresh 100'), tokens)).toBe(regranted);
    expect(refreshTokenDied(regranted, sealed('refresh 100'))).toBe(regranted);
  });
});
