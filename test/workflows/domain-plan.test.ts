import { describe, expect, it } from 'vitest';
import { serverDomainTypes } from '../../messages/account-setup.ts';
import { placing } from '../../workflows/account-setup/confirm-file.ts';
import { hostOf, missingServer, tooMany, withoutHosts } from '../../workflows/account-setup/domain-plan.ts';

const none = {
  requestdomain: [],
  wsrequestdomain: [],
  uploaddomain: [],
  downloaddomain: [],
  udpdomain: [],
  tcpdomain: [],
};
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `https://a${index}.example`);

describe('the plan of server domains', () => {
  it('adds of each type only what is not there, and leaves the rest', () => {
    const listed = { ...none, requestdomain: ['https://a.example', 'https://other.example'] };
    const wish = {
      way: 'platform' as const,
      requestdomain: ['https://a.example', 'https://b.example'],
      wsrequestdomain: ['wss://a.example'],
    };
    expect(missingServer(listed, wish)).toEqual({
      requestdomain: ['https://b.example'],
      wsrequestdomain: ['wss://a.example'],
    });
    expect(missingServer(undefined, { way: 'direct', udpdomain: ['udp://a.example'] })).toEqual({
      udpdomain: ['udp://a.example'],
    });
  });

  it('refuses more than WeChat takes of one type, or in all', () => {
    expect(
      tooMany({ ...none, requestdomain: numbered(199) }, { requestdomain: ['https://new.example'] }),
    ).toBeUndefined();
    expect(tooMany({ ...none, requestdomain: numbered(200) }, { requestdomain: ['https://new.example'] })).toContain(
      '200',
    );
    const full = Object.fromEntries(serverDomainTypes.map((type) => [type, numbered(167)]));
    expect(tooMany({ ...none, ...full }, {})).toContain('1000');
  });

  it('takes the bare host of a domain, and out what the platform could not register', () => {
    expect(hostOf('wss://a.example:8443')).toBe('a.example');
    expect(
      withoutHosts({ requestdomain: ['https://a.example', 'https://b.example:1'], udpdomain: ['udp://b.example'] }, [
        'b.example',
      ]),
    ).toEqual({ requestdomain: ['https://a.example'] });
  });
});

describe('a confirm file', () => {
  const file = { name: 'abc.txt', content: '123' };
  it('is served by the gateway on our own host, and taken from there to others', () => {
    expect(placing(file, ['weft.example'], 'https://weft.example')).toBe(
      'The gateway serves https://weft.example/abc.txt.',
    );
    expect(placing(file, ['weft.example', 'shop.example'], 'https://weft.example')).toBe(
      'https://shop.example/abc.txt must serve the file https://weft.example/abc.txt byte for byte.',
    );
  });
});
