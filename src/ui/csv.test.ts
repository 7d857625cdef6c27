import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvFile, toCsv } from './csv.ts';

/** A reader by the letter of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (!match) throw new Error(`not CSV: ${rest.slice(0, 40)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(match[0].length);
  }
  return rows;
}

it('writes rows with commas and CRLF, and quotes only what needs quotes', () => {
  expect(
    toCsv([
      ['time', 'value'],
      [1, 'a "b", c'],
      ['two\nlines', -1.5],
    ]),
  ).toBe('time,value\r\n1,"a ""b"", c"\r\n"two\nlines",-1.5\r\n');
});

it('keeps text from being run as a formula, and numbers numbers', () => {
  expect(toCsv([['=1+1', '+1', '-1', '@x', '\tx', '\rx', -1, 1e21]])).toBe(
    `'=1+1,'+1,'-1,'@x,'\tx,"'\rx",-1,1e+21\r\n`,
  );
});

it('keeps text from being run where a spreadsheet parts cells by semicolons, too', () => {
  expect(toCsv([['pump;=cmd()', 'a; b', '1;-2', 'two\n=lines']])).toBe(
    `pump;'=cmd(),a; b,1;'-2,"two\n'=lines"\r\n`,
  );
});

it('leaves a number that is none empty', () => {
  expect(toCsv([[Number.NaN, Number.POSITIVE_INFINITY, 0]])).toBe(',,0\r\n');
});

/** The apostrophes before what a spreadsheet would take for a formula. */
const GUARD = /(?:^'(?=[\t\r\n])|(?<=^|[;\t\r\n])'(?=[=+\-@＝＋－＠]))/g;

it('gives back what was written, whatever it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), { maxLength: 5 }),
      (rows) => {
        const read = parse(toCsv(rows)).map((row) => row.map((one) => one.replace(GUARD, '')));
        expect(read).toEqual(rows.map((row) => row.map((one) => one.replace(GUARD, ''))));
      },
    ),
  );
});

it('lets no text begin as a formula', () => {
  fc.assert(
    fc.property(fc.constantFrom(...'=+-@\t\r\n＝＋－＠'), fc.string(), (start, rest) => {
      expect(parse(toCsv([[start + rest]]))[0]?.[0]?.slice(0, 2)).toBe(`'${start}`);
    }),
  );
});

it('is a file that Excel reads as UTF-8: without the mark ℃ and ü would be read in the code page of the country', async () => {
  const file = csvFile([toCsv([['℃', 'ü']]), toCsv([['next', 1]])]);
  expect(file.type).toBe('text/csv;charset=utf-8');
  expect([...new Uint8Array(await file.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  // Decoding takes the mark away.
  expect(await file.text()).toBe('℃,ü\r\nnext,1\r\n');
});
