import type { SeriesInfo } from '../../model/catalogue.ts';
import { formatValue } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';

/** A value of a series in a few characters; a dash where nothing is known of it, for a state as for a number. */
export function valueText({ kind, decimals }: Pick<SeriesInfo, 'kind' | 'decimals'>, value: number): string {
  if (kind === 'number' || !Number.isFinite(value)) return formatValue(value, decimals);
  return t(value === 1 ? 'on' : 'off');
}
