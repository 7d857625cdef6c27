/** Bounds of a number; undefined where there is none. */
interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What is wrong with a typed value; '' when it can be ordered. */
export function numberProblem(text: string, { min, max }: Bounds): string {
  if (text.trim() === '') return 'Type a number first.';
  const value = Number(text);
  if (!Number.isFinite(value)) return 'This is not a number.';
  if (min !== undefined && value < min) return `The least it takes is ${min}.`;
  return max !== undefined && value > max ? `The most it takes is ${max}.` : '';
}
