import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeviceInfo, SeriesInfo } from '../../model/catalogue.ts';
import { deviceKey } from '../../model/identity.ts';

/** Somebody who opens the page here is told everything in its first seconds, ms since it was loaded. */
const STARTING_MS = 5_000;
/** Nothing new for so long, and all have been heard who answer at once, ms. */
const QUIET_MS = 500;
/** Nobody waits longer than this for a list, ms. */
const PATIENCE_MS = 2_000;

const NOTHING: readonly DeviceInfo[] = [];

/** Series by device, quantities in order. Groups in which nothing has changed are the same as before. */
export function seriesByDevice(
  series: Iterable<SeriesInfo>,
  before: ReadonlyMap<string, readonly SeriesInfo[]>,
): ReadonlyMap<string, readonly SeriesInfo[]> {
  const grouped = new Map<string, SeriesInfo[]>();
  for (const one of series) {
    const key = deviceKey(one.connection, one.device);
    const group = grouped.get(key);
    if (group) group.push(one);
    else grouped.set(key, [one]);
  }
  return new Map(
    [...grouped].map(([key, group]) => {
      group.sort((a, b) => a.quantity.localeCompare(b.quantity));
      const old = before.get(key);
      const isSame = old?.length === group.length && old.every((one, index) => one === group[index]);
      return [key, isSame ? old : group];
    }),
  );
}

/** {@link seriesByDevice} from one drawing to the next. */
export function useSeriesByDevice(
  series: ReadonlyMap<string, SeriesInfo>,
): ReadonlyMap<string, readonly SeriesInfo[]> {
  const before = useRef<ReadonlyMap<string, readonly SeriesInfo[]>>(new Map());
  return useMemo(() => {
    before.current = seriesByDevice(series.values(), before.current);
    return before.current;
  }, [series]);
}

/** The devices by their places, those without one behind all others. @param places by {@link deviceKey}; new devices get theirs */
export function inPlace(devices: readonly DeviceInfo[], places: Map<string, number>): readonly DeviceInfo[] {
  for (const { connection, device } of devices) {
    const key = deviceKey(connection, device);
    if (!places.has(key)) places.set(key, places.size);
  }
  const placeOf = ({ connection, device }: DeviceInfo) => places.get(deviceKey(connection, device)) ?? 0;
  return [...devices].sort((a, b) => placeOf(a) - placeOf(b));
}

/**
 * The devices to be listed, so that nothing moves under a finger or an eye: while the page starts those that answer at once are waited for, and
 * whoever is heard of later stands behind all others, until the list is opened again.
 * @param devices in the order wanted
 * @param heard how many series there are
 * @returns null while it is waited
 */
export function useListed(devices: readonly DeviceInfo[], heard: number): readonly DeviceInfo[] | null {
  const [opened] = useState(() => performance.now());
  const [isGathered, setGathered] = useState(opened > STARTING_MS);
  const count = devices.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new series is a reason to wait a little longer
  useEffect(() => {
    if (isGathered) return undefined;
    const rest = opened + PATIENCE_MS - performance.now();
    const timer = setTimeout(() => setGathered(true), count === 0 ? rest : Math.min(QUIET_MS, rest));
    return () => clearTimeout(timer);
  }, [isGathered, opened, count, heard]);
  const places = useRef(new Map<string, number>());
  const listed = isGathered ? devices : NOTHING;
  const ordered = useMemo(() => inPlace(listed, places.current), [listed]);
  return isGathered ? ordered : null;
}
