/**
 * How readings are written down: a stream of entries in order of arrival, each one number that says which series and what, then what
 * belongs to it. Numbers take seven bits a byte, small ones one byte. Times are differences from the series' last one, values that
 * are decimals are differences of whole numbers: what a sensor says every second takes about five bytes.
 *
 * | low two bits | what | then |
 * | --- | --- | --- |
 * | 0 `STEP`  | a reading whose value has the series' decimals | time, value |
 * | 1 `PLAIN` | a reading with any value | time, 8 bytes |
 * | 2 `BREAK` | the link broke | when, by our clock |
 * | 3 `OPEN`  | the next series number: what it is; a known number: its decimals | three texts and the kind; or one number |
 */
export const STEP = 0;
export const PLAIN = 1;
export const BREAK = 2;
export const OPEN = 3;
/** Kinds of entries: the series' number is multiplied by it. */
export const KINDS = 4;
/** Changes whenever what is stored means something else: what was stored under another number is dropped. */
export const FORMAT = 2;
/** The one before, which had nothing but chunks: they are the same. */
export const WITHOUT_DEVICES = 1;
export const MOST_DECIMALS = 6;
/** Whole numbers beyond are not exact once their sign has been folded in. */
export const LARGEST = 2 ** 50;

const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** Ten to the number of decimals. */
export function power(decimals: number): number {
  return POWERS[decimals] ?? 1;
}
