import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Length, writeUtf8 } from './utf8.ts';

it('writes every text as the browser does, halves of pairs too, and knows how long that is', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
    fc.constantFrom('°C', '℃', 'µS/cm', '\ud83d', '\udc00a', '🌡'),
  );
  fc.assert(
    fc.property(text, fc.nat(9), (written, at) => {
      const expected = new TextEncoder().encode(written);
      const bytes = new Uint8Array(at + expected.length);
      expect(utf8Length(written)).toBe(expected.length);
      expect(writeUtf8(written, bytes, at)).toBe(bytes.length);
      expect(bytes.slice(at)).toEqual(expected);
    }),
  );
});
