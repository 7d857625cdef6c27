import { useMemo } from 'react';
import { useAllActuators, useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import type { Heard } from '../../widgets/widget-settings.ts';

/** What the page has heard of, kept current. */
export function useHeard(): Heard {
  const connections = useConnections();
  const devices = useDevices();
  const series = useAllSeries();
  const actuators = useAllActuators();
  return useMemo(
    () => ({ connections, devices, series: [...series.values()], actuators: [...actuators.values()] }),
    [connections, devices, series, actuators],
  );
}
