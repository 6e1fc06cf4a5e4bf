import { describe, expect, it } from 'vitest';
import { classify } from '../../wechat/call.ts';
import { allEndpoints } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { namedSets, permissionSets, unlistedSets } from '../../wechat/permission-sets.ts';
import { callsAllowedBy, lackingCalls } from '../../wechat/permissions.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';

describe('the permission sets', () => {
  it('hold every set that a declared call needs', () => {
    const needed = Object.values<EndpointSpec>(allEndpoints).flatMap(({ permission = [] }) => permission);
    expect(needed.filter((id) => !permissionSets.has(id) && !unlistedSets.has(id))).toEqual([]);
  });

  it('say which are exclusive, and where that is not known', () => {
    const exclusive = (id: number) => permissionSets.get(id)?.exclusive;
    expect([18, 25, 24, 81].map(exclusive)).toEqual([true, true, true, true]);
    expect([17, 30, 156].map(exclusive)).toEqual([false, false, false]);
    expect(exclusive(27)).toBe('unknown');
  });

  it('tell which calls they allow, and which calls an account lacks', () => {
    expect(callsAllowedBy(18)).toEqual(expect.arrayContaining(['commit', 'release', 'submitAudit']));
    expect(callsAllowedBy(86)).toEqual(['getTrialQRCode']);
    expect(lackingCalls(['commit', 'getTrialQRCode', 'getAuthorizerInfo'], [86])).toEqual([
      { call: 'commit', endpoint: '/wxa/commit', oneOf: [18] },
    ]);
    expect(lackingCalls(['commit', 'getTrialQRCode'], [18])).toEqual([]);
  });

  it('keep an id that is new to us', () => {
    expect(namedSets([18, 9999])).toEqual(['18 (小程序开发与数据分析)', '9999']);
  });
});

const refusal = (spec: EndpointSpec, errcode: number, errmsg: string): WeChatFailure => {
  try {
    classify(spec, { errcode, errmsg }, []);
  } catch (error) {
    if (error instanceof WeChatError) return error.failure;
    throw error;
  }
  throw new Error('It was no refusal.');
};

describe('a refusal for want of a permission set', () => {
  const said = 'api is unauthorized to component rid: 6700-1-2';

  it.each([61007, 48001, 43104])('names the set and both ways to it, in both languages (%i)', (errcode) => {
    const { class: errorClass, hint, hintZh } = refusal(allEndpoints.commit, errcode, said);
    expect(errorClass).toBe('merchant');
    expect(hint).toContain('18 (小程序开发与数据分析)');
    expect(hint).toMatch(/For all merchants.*console.*全网发布.*更新授权/);
    expect(hint).toMatch(
      /For this merchant.*POST \/v1\/authorization-links with 18 among permissionSets.*granted already/,
    );
    expect(hintZh).toMatch(/权限集 18 \(小程序开发与数据分析\).*互斥.*全网发布.*POST \/v1\/authorization-links.*18/);
  });

  it('names every set that would do', () => {
    expect(refusal(allEndpoints.getTrialQRCode, 61007, said).hint).toMatch(/18 \(小程序.*\) or 86 \(小商店装修\)/);
  });

  it('says of 48001 that the account itself may lack the call', () => {
    expect(refusal(allEndpoints.commit, 48001, 'api unauthorized')).toMatchObject({
      hint: expect.stringContaining('may not use this API at all'),
      hintZh: expect.stringContaining('账号类型不支持'),
    });
  });

  it("says so where the call's set is not declared", () => {
    const spec: EndpointSpec = { ...allEndpoints.commit, permission: [] };
    expect(refusal(spec, 61007, said).hint).toMatch(/WeChat's page of the call.*POST \/v1\/authorization-links/);
  });

  it("is no word about merchants where the platform's own call is refused", () => {
    expect(refusal(allEndpoints.getPreAuthCode, 48001, 'api unauthorized').hint).not.toContain('authorization-links');
  });
});
