import { describe, expect, it } from 'vitest';
import { redactedBody, redactedTarget } from '../../api/rids/redacted.ts';

const secret = '50_Im7xxxxSECRETxxxx';

describe('what WeChat keeps of a failed call', () => {
  it.each([
    [`access_token=${secret}`, 'access_token=[redacted]'],
    [`https://api.weixin.qq.com/wxa/commit?access_token=${secret}`, '/wxa/commit?access_token=[redacted]'],
    [
      `/sns/component/jscode2session?js_code=${secret}&appid=wx1`,
      '/sns/component/jscode2session?js_code=[redacted]&appid=wx1',
    ],
    [`component%5Faccess%5Ftoken=${secret}&action=get`, 'component%5Faccess%5Ftoken=[redacted]&action=get'],
    [`/x?redirect=a%3Faccess_token%3D${secret}`, '/x?redirect=a?access_token=[redacted]'],
    [`/x?${secret}`, '/x?[redacted]'],
    ['/wxa/commit', '/wxa/commit'],
    ['', ''],
  ])('shows no credential of the URL %s', (url, expected) => {
    expect(redactedTarget(url)).toBe(expected);
  });

  it.each([
    [
      { component_appsecret: secret, component_appid: 'wx1' },
      { component_appsecret: '[redacted]', component_appid: 'wx1' },
    ],
    [
      { test_account: 'a', test_pwd: secret },
      { test_account: 'a', test_pwd: '[redacted]' },
    ],
    [
      { tokens: [secret], code: 0 },
      { tokens: '[redacted]', code: 0 },
    ],
    [{ info: { session_key: secret, errcode: 40029 } }, { info: { session_key: '[redacted]', errcode: 40029 } }],
    [
      { authorization_code: secret, query: `access_token=${secret}` },
      { authorization_code: '[redacted]', query: 'access_token=[redacted]' },
    ],
  ])('shows no credential of the JSON %j', (body, expected) => {
    expect(redactedBody(JSON.stringify(body))).toEqual(expected);
  });

  it.each([
    [`{"a":1,"session_key":"${secret}\\/${secret}","b":"cut o`],
    [`{"js_code": "${secret}`],
    [`{"test_pwd": "${secret}`],
    [`<xml><ComponentVerifyTicket><![CDATA[ticket@@@${secret}]]></ComponentVerifyTicket></xml>`],
    [`<xml><AuthorizationCode>${secret}</AuthorizationCode></xml>`],
  ])('shows no credential of the text %s', (text) => {
    const shown = redactedBody(text);
    expect(shown).toContain('[redacted]');
    expect(shown).not.toContain(secret);
  });
});
