import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf, roleFor, rolesAt } from './roles.ts';

const NAMES = { technician: ['field'], admin: ['ops'] };

describe('roles', () => {
  it('are found at a dotted path of the claims', () => {
    expect(rolesAt({ realm_access: { roles: ['field', 7, 'x'] } }, 'realm_access.roles')).toEqual([
      'field',
      'x',
    ]);
    expect(rolesAt({ groups: 'field ops' }, 'groups')).toEqual(['field', 'ops']);
    expect(rolesAt({ 'https://id.example/roles': ['ops'] }, 'https://id.example/roles')).toEqual(['ops']);
  });

  it('are none where the path leads nowhere', () => {
    expect(rolesAt({}, 'realm_access.roles')).toEqual([]);
    expect(rolesAt(null, 'a.b')).toEqual([]);
    expect(rolesAt({ a: { b: { c: 1 } } }, 'a.b')).toEqual([]);
  });

  it('are never taken from a prototype', () => {
    expect(rolesAt({}, 'constructor.name')).toEqual([]);
    expect(rolesAt({}, '__proto__')).toEqual([]);
  });

  it('give the highest of ours, and viewer to everybody else', () => {
    expect(roleFor(['field', 'ops'], NAMES)).toBe('admin');
    expect(roleFor(['field'], NAMES)).toBe('technician');
    expect(roleFor(['admin', 'technician'], NAMES)).toBe('viewer');
    expect(roleFor([], NAMES)).toBe('viewer');
  });

  it('never fail, whatever the claims and the path are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (claims, path) => Array.isArray(rolesAt(claims, path))),
    );
  });
});

describe('claims of a token', () => {
  it('are read from a JWT, umlauts included', () => {
    const payload = Buffer.from(JSON.stringify({ name: 'Jürgen' })).toString('base64url');
    expect(claimsOf(`e30.${payload}.x`)).toEqual({ name: 'Jürgen' });
  });

  it('are none where the token is no JWT', () => {
    fc.assert(
      fc.property(fc.string(), (token) => {
        const claims = claimsOf(token);
        return claims === undefined || token.includes('.');
      }),
    );
    expect(claimsOf('opaque')).toBeUndefined();
    expect(claimsOf('a.%%%.c')).toBeUndefined();
  });
});
