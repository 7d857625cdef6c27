import { formatAsWritten } from '../../ui/as-written.ts';

/** Steps are compared with this tolerance, since 0.1 + 0.2 is not 0.3. */
const STEP_TOLERANCE = 1e-9;

/** Bounds of a number; undefined where there is none. */
interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Counted from the least. */
  readonly step?: number | undefined;
}

/** What is wrong with a typed value; '' when it can be ordered. */
export function numberProblem(text: string, { min, max, step }: Bounds): string {
  if (text.trim() === '') return 'Type a number first.';
  const value = Number(text);
  if (!Number.isFinite(value)) return 'This is not a number.';
  if (min !== undefined && value < min) return `The least it takes is ${formatAsWritten(min)}.`;
  if (max !== undefined && value > max) return `The most it takes is ${formatAsWritten(max)}.`;
  if (step === undefined) return '';
  const steps = (value - (min ?? 0)) / step;
  const isOff = Math.abs(steps - Math.round(steps)) > STEP_TOLERANCE * Math.max(1, Math.abs(steps));
  return isOff ? `It takes steps of ${formatAsWritten(step)}.` : '';
}
