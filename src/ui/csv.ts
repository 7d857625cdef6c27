/** What a spreadsheet would take for the beginning of a formula, or swallow before one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/**
 * And the same within a text, where a spreadsheet may end a cell: after a semicolon where its language parts cells by those, and after a break
 * within quotes, which it then takes for text.
 */
const FORMULA_WITHIN = /([;\t\r\n])(?=[=+\-@＝＋－＠])/g;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Rows as CSV (RFC 4180: commas, CRLF after every row, quotes where a cell needs them).
 *
 * Text that a spreadsheet would run as a formula gets a leading apostrophe: names and values come from devices and people, and a
 * file that is opened must not do anything. Numbers stay numbers, negative ones too; one that is not finite is an empty cell.
 */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Without it Excel takes the file for one in the code page of its country, and shows ℃ and ü as something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A file of {@link toCsv}'s rows, in UTF-8 with a byte order mark. */
export function csvFile(parts: readonly string[]): Blob {
  return new Blob([BYTE_ORDER_MARK, ...parts], { type: 'text/csv;charset=utf-8' });
}

/** Text that a spreadsheet shows as it is, instead of running it as a formula. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = withoutFormula(value).replace(FORMULA_WITHIN, "$1'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
