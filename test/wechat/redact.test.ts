import { describe, expect, it } from 'vitest';
import { redact } from '../../wechat/redact.ts';

describe('redacted text', () => {
  it.each([
    ['a token in a query', 'GET /wxa/release?access_token=61W3mEpU_x-9&action=create', '61W3mEpU_x-9'],
    ["the component's token", 'component_access_token=CAT0001, bad', 'CAT0001'],
    ['JSON', '{"authorizer_refresh_token": "refreshtoken@@@abc", "expires_in":7200}', 'abc'],
    ['JSON inside JSON', JSON.stringify({ said: '{"access_token":"61W3mEpU"}' }), '61W3mEpU'],
    ['a secret', 'component_appsecret: 0f0e0d', '0f0e0d'],
    ['a ticket in XML', '<ComponentVerifyTicket>ticket@@@tXtVUhTt_q</ComponentVerifyTicket>', 'tXtVUhTt_q'],
    ['a ticket in CDATA', '<![CDATA[ticket@@@tXtVUhTt_q]]>', 'tXtVUhTt_q'],
    ['an authorization code', 'code queryauthcode@@@A7b-_', 'A7b-_'],
    ['a session key', '"session_key":"tiihtNczf5v6AKRyjwEUhQ=="', 'tiihtNczf5v6AKRyjwEUhQ'],
  ])('does not show %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it('does not show given values, wherever they stand', () => {
    expect(redact('said 0123456789 and 0123456789', ['0123456789'])).toBe('said [redacted] and [redacted]');
  });

  it('leaves everything else as it was', () => {
    const text = 'invalid credential, access_token is invalid or not latest; action=create';
    expect(redact(text, ['create'])).toBe(text);
  });
});
