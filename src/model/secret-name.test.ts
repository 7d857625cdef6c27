import { expect, it } from 'vitest';
import { isSecretName } from './secret-name.ts';

it('knows the names of secrets, however they are written', () => {
  const secrets = ['password', 'wifiPassword', 'PASSWD', 'pwd', 'access_token', 'apiKey', 'apikey', 'key'];
  const more = [
    'x-api-key',
    'psk',
    'wifi_psk',
    'keyId',
    'clientSecret',
    'Authorization',
    'set-cookie',
    'keys',
    'privateKey',
    'auth',
    'otp',
    'jwt',
    'sessionId',
    'session_id',
  ];
  expect([...secrets, ...more].filter((name) => !isSecretName(name))).toEqual([]);
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
  ];
  expect(names.filter(isSecretName)).toEqual([]);
});
