import { expect, it } from 'vitest';
import { SECRET_NAMES } from './secret-name.fixture.ts';
import { isSecretName, secretMembers } from './secret-name.ts';

it('knows the names of secrets, however they are written', () => {
  expect(SECRET_NAMES.filter((name) => !isSecretName(name))).toEqual([]);
});

it('takes ordinary names for what they are', () => {
  const names = [
    'state',
    'level',
    'keyboard',
    'setpoint',
    'publish-interval',
    'message',
    'percent',
    'pass',
    'author',
    'pin',
    'bypass',
    'low_pass',
    'highPass',
    'band-pass',
  ];
  expect(names.filter(isSecretName)).toEqual([]);
});

it('takes a pass for a secret beside whose it is', () => {
  const secrets = (object: { readonly [name: string]: unknown }) =>
    Object.keys(object).filter(secretMembers(object));
  expect(secrets({ ssid: 'shop', pass: 'hunter2' })).toEqual(['pass']);
  expect(secrets({ userName: 'kim', pass: 'hunter2', level: 5 })).toEqual(['pass']);
  expect(secrets({ pass: 12, fail: 0 })).toEqual([]);
});
