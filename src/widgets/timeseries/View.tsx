import type * as z from 'zod/mini';
import type { ViewProps } from '../definition.ts';
import type { options } from './definition.ts';
import { SeriesChart } from './SeriesChart.tsx';

export function View({ title, options: { series, window } }: ViewProps<z.output<typeof options>>) {
  return <SeriesChart title={title} series={series} window={window} />;
}
