import { useMemo } from 'react';
import { useAllActuators, useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import type { Heard } from '../../widgets/widget-settings.ts';

/** Without recordings: a dashboard would look for one in vain once it is closed, or find another of the same id. */
export function withoutRecordings({ connections, devices, series, actuators }: Heard): Heard {
  const recordings = new Set(connections.flatMap(({ id, replay }) => (replay ? [id] : [])));
  const isLasting = ({ connection }: { readonly connection: string }) => !recordings.has(connection);
  return {
    connections: connections.filter(({ id }) => !recordings.has(id)),
    devices: devices.filter(isLasting),
    series: series.filter(isLasting),
    actuators: actuators.filter(isLasting),
  };
}

/** What the page has heard of and a dashboard can show, kept current. */
export function useHeard(): Heard {
  const connections = useConnections();
  const devices = useDevices();
  const series = useAllSeries();
  const actuators = useAllActuators();
  return useMemo(
    () =>
      withoutRecordings({
        connections,
        devices,
        series: [...series.values()],
        actuators: [...actuators.values()],
      }),
    [connections, devices, series, actuators],
  );
}
