import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './answers.ts';
import { openWholeApi, type WholeApi } from './whole-api.ts';

let api: WholeApi;
beforeAll(async () => {
  api = await openWholeApi(false);
});
afterAll(() => api.close());

const media = { mediaId: 'm1' };
const unknown = `sha256:${'0'.repeat(64)}`;
const shown = { name: 'wx.getLocation', content: '门店', pages: ['https://a.example/map'] };

describe('the declaration of an account setup', () => {
  it.each<[string, object]>([
    ['name.name', { name: { name: '面'.repeat(16) } }],
    ['name.name', { name: { name: 'abc' } }],
    ['name.materials', { name: { name: '面馆', materials: Array(6).fill(media) } }],
    ['name.license', { name: { name: '面馆' } }],
    ['avatar.media', { avatar: { media: { ...media, material: unknown } } }],
    ['avatar.media.material', { avatar: { media: { material: 'licence.png' } } }],
    ['signature', { signature: '面'.repeat(121) }],
    ['signature', { signature: '短' }],
    ['avatar.media.mediaId', { avatar: { media: { mediaId: 'a b' } } }],
    ['avatar.cut.x2', { avatar: { media, cut: { x1: 0, y1: 0, x2: 1.5, y2: 1 } } }],
    ['avatar.cut', { avatar: { media, cut: { x1: 0.5, y1: 0, x2: 0.5, y2: 1 } } }],
    ['categories.0.second', { categories: [{ first: 1 }] }],
    ['categories', { categories: [1, 2].map(() => ({ first: 1, second: 2 })) }],
    ['serverDomains', { serverDomains: { way: 'direct' } }],
    ['serverDomains.requestdomain.0', { serverDomains: { requestdomain: ['http://a.example'] } }],
    ['serverDomains.requestdomain.0', { serverDomains: { requestdomain: ['https://10.0.0.1'] } }],
    ['serverDomains.requestdomain.0', { serverDomains: { requestdomain: ['https://api.weixin.qq.com'] } }],
    ['serverDomains.wsrequestdomain.0', { serverDomains: { wsrequestdomain: ['https://a.example'] } }],
    ['prefetchDomains.0', { prefetchDomains: ['https://a.example'] }],
    ['prefetchDomains', { prefetchDomains: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.example`) }],
    ['businessDomains.domains.0', { businessDomains: { domains: ['https://a.example:8443'] } }],
    ['businessDomains.domains', { businessDomains: { domains: ['https://a.example', 'https://a.example'] } }],
    ['privacyGuide.owner', { privacyGuide: { settings: {}, owner: { notice_method: '弹窗' } } }],
    ['privacyGuide.owner.notice_method', { privacyGuide: { settings: {}, owner: { contact_qq: '1' } } }],
    ['privacyInterfaces.0', { privacyInterfaces: [{ name: 'wx.getLocation', content: '门店' }] }],
    ['privacyInterfaces.0.name', { privacyInterfaces: [{ ...shown, name: 'getLocation' }] }],
    ['privacyInterfaces.0.content', { privacyInterfaces: [{ ...shown, content: '面'.repeat(301) }] }],
    ['privacyInterfaces.0.video', { privacyInterfaces: [{ ...shown, video: 'https://a.example/v.mov' }] }],
    ['privacyInterfaces', { privacyInterfaces: [shown, shown] }],
    ['openAccount', { openAccount: { openAppid: 'wx2', sameAs: 'wx3' } }],
    ['openAccount.sameAs', { openAccount: { sameAs: 'wx1' } }],
    ['testers.0', { testers: ['1abcdef'] }],
    ['testers', { testers: ['weixin_1', 'weixin_1'] }],
    ['logo', { logo: 'x' }],
    ['(body)', {}],
  ])('is refused with the field %s before anything starts', async (field, wanted) => {
    const answer = await api.call('POST', '/v1/account-setups', { body: { appid: 'wx1', ...wanted } });
    const { errors } = problemOf(answer, 400);
    expect(errors).toContainEqual(expect.objectContaining({ field }));
  });
});
