import { useMemo, useState } from 'react';
import { useAllActuators, useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { Heard, HeardConnection } from '../../widgets/widget-settings.ts';

/** A connection, and whether it is a recording. */
type Known = HeardConnection & Pick<ConnectionSnapshot, 'replay'>;

/** The connections as they were where nothing has changed but what is counted of them, which is told each second. */
export function steady<One extends Known>(last: readonly One[], next: readonly One[]): readonly One[] {
  const facts = (all: readonly Known[]) =>
    JSON.stringify(all.map(({ id, name, capabilities, replay }) => [id, name, capabilities, !replay]));
  return last === next || facts(last) === facts(next) ? last : next;
}

/** Without recordings: a dashboard would look for one in vain once it is closed, or find another of the same id. */
export function withoutRecordings({
  connections,
  devices,
  series,
  actuators,
}: Omit<Heard, 'connections'> & { readonly connections: readonly Known[] }): Heard {
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
  const told = useConnections();
  const [last, setLast] = useState(told);
  const connections = steady(last, told);
  if (connections !== last) setLast(connections);
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
