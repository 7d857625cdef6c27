/** Widths of the page's font, in ems of the number: a digit, a letter of the unit (which is half as high), and what lies between them. */
const DIGIT = 0.65;
const LETTER = 0.36;
const BETWEEN = 0.3;

/** How wide a number and its unit are, in ems of the number, and not less: what the tile's width is divided by, for neither may run out of it. */
export function emsWide(number: string, unit: string): number {
  return number.length * DIGIT + (unit === '' ? 0 : BETWEEN + unit.length * LETTER);
}
