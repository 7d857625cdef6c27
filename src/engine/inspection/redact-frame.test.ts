import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactedFrame } from './redact-frame.ts';

const SECRET = 'hunter2-Zebra-77';

describe('a frame without its secrets', () => {
  it.each([
    ['what a Wi-Fi asks for', `{"ssid":"plant","psk":"${SECRET}"}`],
    ['a token that is renewed', `{"RefreshAccessToken":"${SECRET}"}`],
    ["an entity's secret", `{"Registered":{"secret":"${SECRET}"}}`],
    ['a greeting with credentials', `["hello", {"user":"clown","password":"${SECRET}"}]\n`],
    ['credentials as an object', `{"credentials":{"user":"a","of":["${SECRET}"]},"x":1}`],
    ['a name written with escapes', `{"p\\u0061ssword":"${SECRET}"}`],
    ['a header inside of a text', `{"note":"sent with Authorization: Bearer ${SECRET}"}`],
    ['JSON inside of a string', JSON.stringify({ body: JSON.stringify({ apiKey: SECRET, a: 1 }) })],
    ['a member that another one names', `[{"name":"password","value":"${SECRET}"}]`],
    ['base64', JSON.stringify({ data_base64: btoa(JSON.stringify({ password: SECRET })) })],
    ['JSON that is cut', `{"a":1,"token":"abc ${SECRET}`],
    ['JSON that is broken', `{"a":1,,"password" : "${SECRET}" ]`],
    ['a second line', `["a/b",{"t":1}]\n["c/d",{"secret":"${SECRET}"}]\n`],
    ['plain text', `login password=${SECRET};`],
    ['an address', `wss://clown:${SECRET}@hub/path`],
    ['a key by itself that looks like one', '{"key":"A1b2C3d4E5f6G7h8hunter2-Zebra-77"}'],
  ])('leaves out %s', (_what, text) => {
    const clean = redactedFrame(text);
    expect(clean).not.toContain(SECRET);
    expect(clean).toMatch(/\[left out\]|^\{"data_base64":"\[left out\]"/);
  });

  it('leaves out what is known to be secret wherever it stands, also as a part of an address or of JSON', () => {
    const known = ['pa"ss/w rd'];
    for (const form of ['pa"ss/w rd', encodeURIComponent('pa"ss/w rd'), 'pa\\"ss/w rd']) {
      expect(redactedFrame(`{"echo":"x ${form} y"}`, known)).not.toContain(form);
    }
  });

  it('leaves out a number under the name of what lets somebody in', () => {
    for (const name of ['otp', 'apiKey', 'access_token', 'wifiPwd', 'password', 'password1', 'psk']) {
      expect(redactedFrame(`{"${name}": 771234}`)).not.toContain('771234');
    }
  });

  it('changes nothing where there is no secret', () => {
    for (const text of [
      '["thermometer/i2c0-48", {"temperature": [20.01, "℃"]}]\n',
      '{"key":"temperature","value":20.5}',
      '[{ "name" : "humidity" , "value" : 40 }]',
      'not JSON at all',
      '',
      '{"keyboard":"qwertz", "note":"a \\"quoted\\" word"}',
      // Counted, not kept to itself.
      '["keypad/a", {"active_keys": 121, "auth-failures": [3, "1"], "token_count": -2.5e3}]',
    ]) {
      expect(redactedFrame(text)).toBe(text);
    }
  });

  it('leaves valid JSON valid, and everything that is no secret as it was', () => {
    const names = fc.constantFrom('temperature', 'a', 'x y', 'é"', 'password', 'token');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.stringMatching(/^[a-z "\\\n]{0,12}$/),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const isSecret = (name: string) => name === 'password' || name === 'token';
    const without = (one: unknown): unknown => {
      if (Array.isArray(one)) return one.map(without);
      if (typeof one !== 'object' || one === null) return one;
      return Object.fromEntries(
        Object.entries(one).flatMap(([name, held]) => (isSecret(name) ? [] : [[name, without(held)]])),
      );
    };
    fc.assert(
      fc.property(value, (one) => {
        const clean: unknown = JSON.parse(redactedFrame(JSON.stringify(one)));
        expect(without(clean)).toEqual(without(one));
      }),
    );
  });

  it('never throws, and never shows what stands under the name of a secret, however the text is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(200), (noise, cut) => {
        const text = `{"n":${JSON.stringify(noise)},"password":"${SECRET}","z":"${SECRET.length}"}`;
        expect(redactedFrame(text.slice(0, text.length - (cut % text.length)))).not.toContain(SECRET);
        redactedFrame(noise);
        redactedFrame(`{"key${noise}`);
      }),
    );
  });
});
