import { formatValue } from '../ui/format.ts';

interface ValueProps {
  readonly value: number;
  readonly decimals: number;
}

/** A number for people, in their locale; scripts find it plain in `data-value`. */
export function Value({ value, decimals }: ValueProps) {
  return (
    <span data-value={Number.isNaN(value) ? '' : value.toFixed(decimals)}>
      {formatValue(value, decimals)}
    </span>
  );
}
