import { useMemo, useRef } from 'react';
import { useSeriesList } from '../../live/index.ts';
import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { PlotSeries } from './plot.ts';

/** What is assumed of a series until its first reading tells. */
const UNHEARD: PlotSeries = {
  quantity: '',
  unit: '',
  kind: 'number',
  decimals: 1,
  staleAfterMs: Number.POSITIVE_INFINITY,
  isUnheard: true,
};

function toPlotSeries({ quantity }: SeriesRef, info: SeriesInfo | undefined): PlotSeries {
  if (!info) return { ...UNHEARD, quantity };
  const { unit, kind, decimals, staleAfterMs } = info;
  return { quantity, unit, kind, decimals, staleAfterMs };
}

function same(a: readonly PlotSeries[], b: readonly PlotSeries[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, i) =>
        one.unit === b[i]?.unit &&
        one.isUnheard === b[i].isUnheard &&
        one.kind === b[i].kind &&
        one.decimals === b[i].decimals &&
        one.staleAfterMs === b[i].staleAfterMs,
    )
  );
}

/** Facts about the series that a chart needs, with an identity that changes only when one of them does. */
export function usePlotSeries(refs: readonly SeriesRef[]): readonly PlotSeries[] {
  const infos = useSeriesList(refs);
  const kept = useRef<readonly PlotSeries[]>([]);
  return useMemo(() => {
    const next = refs.map((ref, i) => toPlotSeries(ref, infos[i]));
    if (!same(next, kept.current)) kept.current = next;
    return kept.current;
  }, [refs, infos]);
}
