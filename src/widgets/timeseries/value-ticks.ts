/** The values that a value axis labels. */
export interface ValueTicks {
  readonly values: readonly number[];
  /** What all of them are multiples of. */
  readonly increment: number;
}

/** How near to a multiple a number is one, as a share of the step. */
const TOLERANCE = 1e-7;

function multiples(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step - TOLERANCE);
  const count = Math.floor(to / step + TOLERANCE) - first + 1;
  // Of a step like 0.1 the multiples are whole numbers divided by ten: 0.3 rather than 0.30000000000000004.
  const inverse = Math.round(1 / step);
  const isFraction = step < 1 && Math.abs(step * inverse - 1) < TOLERANCE;
  return Array.from({ length: Math.max(0, count) }, (_, at) =>
    isFraction ? (first + at) / inverse : Number(((first + at) * step).toPrecision(12)),
  );
}

/**
 * The multiples of a step that lie on an axis. Where that is one or none, and two labels have room, the outermost ones of the coarsest finer
 * step that has two which keep clear of each other: one value alone says nothing of how much a line goes up or down.
 * @param increment the step, round; 0 or less: none fits
 * @param labels how many labels find room on the whole axis, a fraction of one too
 */
export function valueTicks(from: number, to: number, increment: number, labels: number): ValueTicks {
  if (!(increment > 0) || !(to > from)) return { values: [], increment: 1 };
  const plain = multiples(from, to, increment);
  if (plain.length > 1 || labels < 2) return { values: plain, increment };
  const apart = (to - from) / labels;
  const power = 10 ** Math.floor(Math.log10(increment) + TOLERANCE);
  for (const step of [power, power / 10].flatMap((one) => [5 * one, 2 * one, one])) {
    if (step >= increment) continue;
    const found = multiples(from, to, step);
    const low = found[0] ?? Number.NaN;
    const high = found.at(-1) ?? Number.NaN;
    if (high - low >= apart) return { values: [low, high], increment: step };
  }
  return { values: plain, increment };
}
