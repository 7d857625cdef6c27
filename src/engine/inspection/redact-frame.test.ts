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
    ['one that is named after it', `{"value":"${SECRET}","name":"password"}`],
    ['a content that is named after it', `{"content":"${SECRET}","key":"psk"}`],
    ['a value named by any text beside it', `{"id":"password","value":"${SECRET}"}`],
    ['a pass with its network', `{"ssid":"plant","pass":"${SECRET}"}`],
    ['a pass before its user', `{"pass":"${SECRET}","of":[1],"user":"clown"}`],
    ['a pass in an object that is cut', `{"login":"clown","at":{"pass":1},"pass":"${SECRET}`],
    ['a pass by its name', `{"wifi_pass":"${SECRET}"}`],
    ['a value named a pass', `{"name":"wifi_pass","value":"${SECRET}"}`],
    ['a value called a pass', `{"label":"WiFi pass","value":"${SECRET}"}`],
    ['a value named by one word of two', `{"id":"apikey","value":"${SECRET}"}`],
    ['an object that an id names', `{"id":"wifi-password","data":{"text":"${SECRET}"}}`],
    ['a value with words for its name', `{"label":"WiFi password","value":"${SECRET}"}`],
    ['a value of another form', `{"id":"password","valueString":"${SECRET}"}`],
    ['a value that is named far from it', `{"value":"${SECRET}","of":{"name":"lamp"},"name":"password"}`],
    ['an object that is named after it', `{"data":{"pin":"${SECRET}"},"name":"credentials"}`],
    ['an object that is named before it', `{"name":"credentials","data":["${SECRET}"],"x":1}`],
    ['a value in an object that is cut', `{"name":"password","at":{"of":[1,2]},"value":"${SECRET}","t`],
    ['a topic and its payload', `["gw/wifi/password","${SECRET}"]`],
    ['a topic and the value of its payload', `["gw/wifi/password",{"t":1,"value":"${SECRET}"}]`],
    ['a list of headers', `[["Accept","text"],["Cookie","${SECRET}"]]`],
    ['base64', JSON.stringify({ data_base64: btoa(JSON.stringify({ password: SECRET })) })],
    ['JSON that is cut', `{"a":1,"token":"abc ${SECRET}`],
    ['JSON that is broken', `{"a":1,,"password" : "${SECRET}" ]`],
    ['a second line', `["a/b",{"t":1}]\n["c/d",{"secret":"${SECRET}"}]\n`],
    ['plain text', `login password=${SECRET};`],
    ['an address', `wss://clown:${SECRET}@hub/path`],
    ['a line of a log', `[12:00:01] wifi password="${SECRET}" ok`],
    ['a line of a log that begins like a list', `[wifi] token: "${SECRET}"`],
    ['a line of a log with inches', `[12:00:01] 5" pipe, password="${SECRET}" ok`],
    ['names without quotes', `{password:"${SECRET}"}`],
    ['names without quotes, and whose it is', `{user:"bob",at:{pass:1},pass:"${SECRET}"}`],
    ['text behind an object', `{"level":"info"} password="${SECRET}"`],
    ['text behind a string', `"log" password="${SECRET}"`],
    ['text in a line behind lines of JSON', `["a/b",{"t":1}]\nwifi password="${SECRET}"`],
    ['a tag', `<password>${SECRET}</password>`],
    ['a tag behind an object', `{"level":"info"} <password>${SECRET}</password>`],
    ['a form', `user=bob&pass=${SECRET}`],
    ['an address behind a list', `["a"] wss://clown:${SECRET}@hub/path`],
    ['a key by itself that looks like one', '{"key":"A1b2C3d4E5f6G7h8hunter2-Zebra-77"}'],
  ])('leaves out %s', (_what, text) => {
    const clean = redactedFrame(text);
    expect(clean).not.toContain(SECRET);
    expect(clean).toMatch(/\[left out\]|^\{"data_base64":"\[left out\]"/);
  });

  it('shows of plain text no secret that it leaves out of it alone, whatever JSON, whole or begun, stands before it', () => {
    const plain = fc.constantFrom(
      `password="${SECRET}" ok`,
      `wifi pass: '${SECRET}'`,
      `Login failed: token = ${SECRET}`,
      `user=bob&pass=${SECRET}`,
      `user="bob" level="5" pass="${SECRET}"`,
      `<psk>${SECRET}</psk>`,
      `Authorization: Bearer ${SECRET}`,
      `wss://clown:${SECRET}@hub/path`,
    );
    const fragment = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
      fc.constantFrom('[12:00:01]', '[wifi]', '{', '[', '{a:', '{"a":', '{"a":[', '"', '"a"', '["a', '5" '),
    );
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 4 }),
        fc.constantFrom('', ' ', '\n'),
        plain,
        (all, between, text) => {
          expect(redactedFrame(text)).not.toContain(SECRET);
          expect(redactedFrame(all.join(between) + between + text)).not.toContain(SECRET);
        },
      ),
    );
  });

  it('keeps lines of JSON readable beside others', () => {
    const line = '["keypad/a", {"active_keys": 121, "keys": [3, "1"]}]\n';
    expect(redactedFrame(`${line}login token=${SECRET}\n["b", {"psk":"${SECRET}"}]\n`)).toBe(
      `${line}login token=[left out]\n["b", {"psk":"[left out]"}]\n`,
    );
  });

  it('leaves out what is known to be secret wherever it stands, also as a part of an address or of JSON', () => {
    const known = ['pa"ss/w rd'];
    for (const form of ['pa"ss/w rd', encodeURIComponent('pa"ss/w rd'), 'pa\\"ss/w rd']) {
      expect(redactedFrame(`{"echo":"x ${form} y"}`, known)).not.toContain(form);
    }
  });

  it('leaves out a number under the name of what lets somebody in', () => {
    for (const name of [
      'otp',
      'apiKey',
      'access_token',
      'wifiPwd',
      'password',
      'password1',
      'psk',
      'apikey',
      'WPAKEY',
      'accesstoken',
    ]) {
      expect(redactedFrame(`{"${name}": 771234}`)).not.toContain('771234');
    }
  });

  it('leaves out a number that is named as what lets somebody in, on either side of it', () => {
    for (const name of ['otp', 'wifi-password', 'gw/token']) {
      for (const text of [
        `{"name":"${name}","value": 771234}`,
        `{"value":771234, "name":"${name}"}`,
        `["${name}", 771234]`,
        `{"value":7712345678901234, "id":"${name}"}`,
      ]) {
        expect(redactedFrame(text)).not.toContain('771234');
      }
    }
  });

  it('leaves all else in the object as it was, and the text valid', () => {
    const text = `{"value":"${SECRET}","unit":"","nested":{"value":"open","data":[1]},"name":"password","values":[2]}`;
    expect(redactedFrame(text)).toBe(text.replace(SECRET, '[left out]').replace('[2]', '"[left out]"'));
    expect(redactedFrame(`["a/token", "${SECRET}", "qos", 1]\n["b/c", "text"]\n`)).toBe(
      '["a/token", "[left out]", "qos", 1]\n["b/c", "text"]\n',
    );
  });

  it('gets to the end of hostile text of a megabyte', { timeout: 20_000 }, () => {
    for (const piece of [
      '{"data":',
      '{"value":x ',
      '{"data":{"id":"token","x":',
      '["token",',
      '{"name":"token","data":[',
      '}{"value":"a"',
      '{"value":"1","id":"auth"},',
      '"data":"[{",',
      '"id":"password",',
      '[',
      'password="a" ',
      '\npassword=',
      '[x]\n',
      '<password>',
      '"x" user="a" pass=',
    ]) {
      expect(redactedFrame(`{"token":"a"}${piece.repeat(1_000_000 / piece.length)}`)).not.toBe('');
    }
    expect(redactedFrame(`{"auth_x":[5${' '.repeat(1_000_000)}`)).not.toBe('');
  });

  it('changes nothing where there is no secret', () => {
    for (const text of [
      '["thermometer/i2c0-48", {"temperature": [20.01, "℃"]}]\n',
      '{"key":"temperature","value":20.5}',
      '[{ "name" : "humidity" , "value" : 40 }]',
      'not JSON at all',
      '',
      '{"keyboard":"qwertz", "note":"a \\"quoted\\" word"}',
      '[{"name":"door-key","state":"in"},{"name":"temperature","value":21.5}]',
      '[{"id":"door-key","state":"in"},{"value":"open","id":"valve"}]',
      '{"name":"active_keys","value":121}',
      '{"value":[3, "1"],"name":"auth-failures"}',
      '["keypad/active_keys", 121]',
      '["keypad/token_count", {"value": 5}]',
      '{"name":"auth-gate","value":true}',
      // Named is a device, of which this is a reading among others.
      '{"device":"key-cabinet","datacontenttype":"application/json","data":{"temperature":20}}',
      '{"device":"key-cabinet","data":"{\\"temperature\\":20}"}',
      '{"id":"auth-gate","valid":"yes","value":21.5}',
      '{"application":"turnkey","device":"gw","data":{"temperature":20}}',
      '{"device":"lobby-key","data":{"value":"open","temperature":21.5}}',
      '{"device":"lobby-key","value":21.5}',
      '{"room":"the key room","source":"auth","value":21.5}',
      // Words that only end like one.
      '{"device":"whiskey","data":{"temperature":20}}',
      '{"location":"Turkey","value":21.5}',
      '{"location":"TURKEY","value":"dry"}',
      '{"alarm":"No signal from monkey","data":{"a":1}}',
      '{"id":"hockey","value":"on"}',
      '["plant/turnkey", "on"]',
      '{"monkey":2134567}',
      '{"pass":121,"fail":3}',
      '{"pass":"yes","of":{"user":"clown"},"result":"ok"}',
      '{"status":"self-test pass","value":"3.3 V"}',
      '{"name":"self_test_pass","value":121}',
      '{"low_pass":"on"}',
      // Counted, not kept to itself.
      '["keypad/a", {"active_keys": 121, "auth-failures": [3, "1"], "token_count": -2.5e3}]',
      '{"active_keys": 121, "on": true, "off": null}\n{"active_keys": 12, "off": false}',
      // Cut.
      '{"active_keys": 121, "on": tru',
      '{"active_keys": 121, "on": "tru',
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

  it('never shows a value that a text beside it names, whatever stands around it and in whichever order', () => {
    const other = fc.tuple(fc.constantFrom('a', 'data', 'of', 'unit'), fc.jsonValue({ maxDepth: 2 }));
    const naming = fc.tuple(fc.constantFrom('name', 'id', 'label'), fc.constantFrom('password', 'Wi-Fi PSK'));
    const entries = fc
      .tuple(fc.uniqueArray(other, { maxLength: 3, selector: ([name]) => name }), naming)
      .chain(([others, names]) =>
        fc.shuffledSubarray([...others, names, ['value', SECRET]], { minLength: others.length + 2 }),
      );
    fc.assert(
      fc.property(
        entries,
        fc.array(fc.oneof(fc.constantFrom('a', 'list'), fc.nat(2)), { maxLength: 4 }),
        (all, path) => {
          let value: unknown = Object.fromEntries(all);
          for (const step of path) value = typeof step === 'string' ? { [step]: value, t: 1 } : [1, value];
          const clean = redactedFrame(JSON.stringify(value));
          expect(clean).not.toContain(SECRET);
          expect(() => JSON.parse(clean)).not.toThrow();
        },
      ),
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
