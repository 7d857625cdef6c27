import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfKnown } from './known-secrets.ts';
import { redactedFrame, redactedStart } from './redact-frame.ts';

/** Each character of JSON but quotes and backslashes may be written like that. */
const unicode = (text: string) =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** How programs write a text inside of a string of JSON. */
const WRITERS: readonly (readonly [name: string, write: (text: string) => string])[] = [
  ['JavaScript', (text) => inJson(text)],
  ['PHP', (text) => unicode(inJson(text)).replaceAll('/', '\\/')],
  ['Python', (text) => unicode(inJson(text))],
  ['Go', (text) => inJson(text).replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)],
  [
    'capital digits',
    (text) => unicode(inJson(text)).replace(/u[\da-f]{4}/g, (code) => `u${code.slice(1).toUpperCase()}`),
  ],
  ['an address', (text) => encodeURIComponent(text)],
  [
    'an address in small letters',
    (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  ],
  ['a form', (text) => inJson(new URLSearchParams({ q: text }).toString().slice(2))],
  ['an address in another', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['JSON in a string', (text) => inJson(JSON.stringify({ a: [text] }))],
  ['JSON of PHP in a string', (text) => inJson(`{"a":"${unicode(inJson(text)).replaceAll('/', '\\/')}"}`)],
  ['JSON in a string in a string', (text) => inJson(JSON.stringify({ a: JSON.stringify({ b: text }) }))],
  ['words around JSON', (text) => inJson(`got {"a":"${unicode(inJson(text))}"} just now`)],
  [
    'an address in JSON in a string',
    (text) => inJson(JSON.stringify({ a: `x?q=${encodeURIComponent(text)}&b` })),
  ],
];

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const SECRETS = [
  'abc/defgh',
  'péssword9',
  'a&b-secretish',
  'pa"ss/w rd+7',
  'back\\slash\\n',
  'new\nline-tab\t',
  '100%25ab',
  '🗝-opens-🚪',
];

describe('a known secret', () => {
  it.each(WRITERS)('is left out of a frame, as %s writes it', (_name, write) => {
    for (const secret of SECRETS) {
      const written = write(secret);
      const clean = redactedFrame(`{"n":1,"echo":"x ${written} y","z":[2,"ends"]}`, ['other-secret', secret]);
      expect(clean).not.toContain(written);
      expect(clean).toContain('[left out]');
      expect(JSON.parse(clean)).toMatchObject({
        n: 1,
        echo: expect.stringMatching(/^x .* y$/s),
        z: [2, 'ends'],
      });
      expect(redactedFrame(`{"${written}":true}`, [secret])).not.toContain(written);
    }
  });

  it.each(WRITERS)(
    'leaves no part where the reading of a frame ends in it, as %s writes it',
    (_name, write) => {
      for (const secret of SECRETS) {
        const whole = `{"n":1,"echo":"${'x'.repeat(50)}${write(`#${secret}#`)}`;
        const [from = 0, to = 0] = [...whole.matchAll(/#|%(25)*23/g)].map(({ index }) => index);
        expect(to).toBeGreaterThan(from);
        for (let end = from; end <= to; end++) {
          const clean = redactedStart(whole.slice(0, end), ['other-secret', `#${secret}#`]);
          expect(whole.slice(0, from)).toContain(clean);
          expect(clean).toMatch(/x{50}/);
        }
      }
    },
  );

  it('is left out of what stands in base64', () => {
    const text = JSON.stringify({ data_base64: btoa('{"echo":"abc\\/defgh"}') });
    expect(redactedFrame(text, ['abc/defgh'])).toBe('{"data_base64":"[left out]"}');
  });

  it('takes nothing with it that only looks escaped', () => {
    for (const text of [
      '{"a":"C:\\\\new\\\\table 100% \\u00e9 %zz %2"}',
      '100%',
      '{"a":"%E9%C3"}',
      '\\',
      '{"t":"12:00+01:00"}',
    ]) {
      expect(redactedFrame(text, ['a long secret', 'tablet'])).toBe(text);
    }
  });

  it('costs nothing of a text that ends with no part of it, however long it is', () => {
    for (const length of [5_000, 8_300]) {
      expect(endOfKnown('x'.repeat(8_192), [`${'t'.repeat(length)}`])).toBe(8_192);
      expect(endOfKnown(`${'x'.repeat(8_190)}tt`, [`${'t'.repeat(length)}`])).toBe(8_190);
    }
  });

  it('is taken out of hostile text in time', () => {
    const secret = 'aaaa/aaab'.repeat(700);
    for (const piece of [
      'a',
      '\\',
      '%',
      '%25',
      'aaaa\\/aaab',
      '\\u',
      'aaaa/aaab',
      '\\\\u0061',
      '%61%2f',
      '\ufffd',
    ]) {
      const text = `{"a":"${piece.repeat(200_000 / piece.length)}`;
      expect(redactedFrame(text, [secret])).not.toBe('');
      expect(redactedStart(text, [secret])).not.toBe('');
    }
  });

  it('is sought in time where the reading ends like an address in an address in an address', {
    timeout: 10_000,
  }, () => {
    for (let frame = 0; frame < 200; frame++) {
      const text = `${frame}${'%25'.repeat(30)}z`;
      expect(redactedStart(text, ['secret-token-1234'])).toBe(text);
    }
  });

  it('is in no text afterwards, wherever the reading ends', () => {
    const letter = fc.constantFrom('a', 'b', '/', '\\', '%', '2', 'é', ' ');
    const secrets = fc.array(
      fc.array(letter, { minLength: 4, maxLength: 9 }).map((all) => all.join('')),
      { minLength: 1, maxLength: 3 },
    );
    const pieces = fc.array(fc.oneof(letter, fc.nat(2)), { maxLength: 12 });
    fc.assert(
      fc.property(secrets, pieces, fc.nat(60), (known, all, cut) => {
        const text = all.map((one) => (typeof one === 'number' ? (known[one] ?? '') : one)).join('');
        for (const clean of [redactedFrame(text, known), redactedStart(text.slice(0, cut), known)])
          for (const secret of known) expect(clean).not.toContain(secret);
      }),
    );
  });
});
