import { describe, expect, it } from 'vitest';
import { authorization, hasExpired, percent, query, withPath, withQuery, withUserinfo } from './address.ts';

function jwt(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.signature`;
}

describe('addresses', () => {
  it('percent-encodes parts, and does not throw on half a surrogate pair', () => {
    expect(percent('user:1/ä')).toBe('user%3A1%2F%C3%A4');
    expect(percent('\ud800')).toBe('%EF%BF%BD');
  });

  it('writes queries without what is undefined', () => {
    expect(query({ a: 'b c', d: undefined, 'e&': '=' })).toBe('?a=b%20c&e%26=%3D');
    expect(query({ a: undefined })).toBe('');
  });

  it('adds to a query, or begins one', () => {
    expect(withQuery('wss://own/live', { token: 'a b' })).toBe('wss://own/live?token=a%20b');
    expect(withQuery('wss://own/live?x=1', { token: 'a' })).toBe('wss://own/live?x=1&token=a');
  });

  it('puts user name and password into the userinfo, in place of what was there', () => {
    expect(withUserinfo('wss://hub/auth/x', 'clown', 'big@clown:/?')).toBe(
      'wss://clown:big%40clown%3A%2F%3F@hub/auth/x',
    );
    expect(withUserinfo('ws://old:secret@hub:81/', 'a', 'b')).toBe('ws://a:b@hub:81/');
  });

  it('takes a path before its query, whether it ends with slashes or not', () => {
    for (const url of ['ws://h/p', 'ws://h/p/', 'ws://h/p//'])
      expect(withPath(url, 'a/$&')).toBe('ws://h/p/a/$&');
    for (const url of ['ws://h?q=/x/?', 'ws://h/?q=/x/?']) expect(withPath(url, 'a')).toBe('ws://h/a?q=/x/?');
  });
});

describe('credentials', () => {
  it('are a bearer or a UTF-8 basic header', () => {
    expect(authorization({ kind: 'bearer', token: 't' })).toEqual({ Authorization: 'Bearer t' });
    expect(authorization({ kind: 'basic', username: 'ü', password: '€' })).toEqual({
      Authorization: `Basic ${Buffer.from('ü:€').toString('base64')}`,
    });
    expect(authorization({ kind: 'api-key', username: 'u', key: 'k' })).toEqual({
      Authorization: 'Basic dTpr',
    });
    expect(authorization({ kind: 'none' })).toEqual({});
  });

  it('tell by themselves that they have run out only as a JWT whose time is over', () => {
    const now = 1_000_000;
    expect(hasExpired({ kind: 'bearer', token: jwt({ exp: 999 }) }, now)).toBe(true);
    expect(hasExpired({ kind: 'bearer', token: jwt({ exp: 1001 }) }, now)).toBe(false);
    expect(hasExpired({ kind: 'bearer', token: jwt({}) }, now)).toBe(false);
    expect(hasExpired({ kind: 'bearer', token: jwt(null) }, now)).toBe(false);
    expect(hasExpired({ kind: 'bearer', token: 'opaque' }, now)).toBe(false);
    expect(hasExpired({ kind: 'bearer', token: 'a.%%%.c' }, now)).toBe(false);
    expect(hasExpired({ kind: 'none' }, now)).toBe(false);
  });
});
