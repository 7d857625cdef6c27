import { useMemo } from 'react';
import type { SeriesRef } from '../model/identity.ts';
import { seriesRef } from './refs.ts';
import { WidgetTile } from './WidgetTile.tsx';

interface SeriesChartProps {
  readonly title: string;
  readonly series: readonly (SeriesRef & { readonly label?: string })[];
}

/**
 * A live chart in a tile of its own, for pages that are not dashboards. Its code is fetched when it comes near
 * the screen, and what goes wrong in it stays in it.
 * @param series should be stable (memoised): a new list is checked anew
 */
export function SeriesChart({ title, series }: SeriesChartProps) {
  const options = useMemo(
    () => ({ series: series.map((one) => ({ ...seriesRef(one), ...(one.label && { label: one.label }) })) }),
    [series],
  );
  return <WidgetTile entry={{ type: 'timeseries', title, options }} />;
}
