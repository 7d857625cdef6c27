import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonEnd } from './json-end.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    ['a comma too many in a list', '["a.json",]', 10],
    ['a comma too many in an object', '{"a": 1, }', 9],
    ['quotes of another kind', "{'a': 1}", 1],
    ['a word without quotes', '{"password": hunter2}', 13],
    ['a comment', '{"connections": [ /* below */ ]}', 18],
    ['a comma too few', '{"a": 1 "b": 2}', 8],
    ['a line break in a string', '{"a": "one\ntwo"}', 10],
    ['an escape that is none', '"C:\\plant"', 3],
    ['a number with a zero before it', '[01]', 2],
    ['the wrong end', '{"a": [1}', 8],
    ['a second value', '{} {}', 3],
    ['an end that comes too early', '{"a": [1', 8],
    ['a string that is not closed', '{"a": "b}', 9],
    ['nothing', ' ', 1],
  ])('is found behind what is right: %s', (_, text, place) => {
    expect(isJson(text)).toBe(false);
    expect(jsonEnd(text)).toBe(place);
  });

  it('is nowhere in JSON, and somewhere in all else', () => {
    const spoilt = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
      .map(([text, at, length, other]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + other + text.slice(from + length);
      });
    fc.assert(fc.property(fc.json(), (text) => jsonEnd(text) === -1));
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.string()), (text) => (jsonEnd(text) === -1) === isJson(text)),
      { numRuns: 2_000 },
    );
  });

  it('never comes before what can be gone on with', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const begun = text.slice(0, cut % text.length);
        return jsonEnd(begun) === -1 || jsonEnd(begun) >= begun.trimEnd().length - 5;
      }),
    );
  });
});
