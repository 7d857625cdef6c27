import type * as z from 'zod/mini';
import { seriesKey } from '../../model/identity.ts';
import type { ViewProps } from '../definition.ts';
import { useStableRefs } from '../visible-latest.ts';
import type { options } from './definition.ts';
import { LiveChart } from './LiveChart.tsx';

/** A live chart. React renders it when facts change, never for readings. */
export function View({ title, options: chosen }: ViewProps<z.output<typeof options>>) {
  const { series, window, limits, alarmLimits } = chosen;
  const refs = useStableRefs(series);
  // A chart is made for its series once: other series, another chart.
  return (
    <LiveChart
      key={refs.map(seriesKey).join('\n')}
      {...{ title, series, refs, window, limits, alarmLimits }}
    />
  );
}
