import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeviceInfo, ReportedState, SeriesInfo } from '../../model/catalogue.ts';
import { deviceKey, seriesKey } from '../../model/identity.ts';

/** Somebody who opens the page here is told everything in its first seconds, ms since it was loaded. */
const STARTING_MS = 5_000;
/** Nothing new for so long, and all have been heard who answer at once, ms. */
const QUIET_MS = 500;
/** Nobody waits longer than this for a list, ms. */
const PATIENCE_MS = 2_000;

const NOTHING: readonly DeviceInfo[] = [];

type Groups<One> = ReadonlyMap<string, readonly One[]>;

/** By device, in the order of their names. Groups in which nothing has changed are the same as before. */
function byDevice<One extends { readonly connection: string; readonly device: string }>(
  all: Iterable<One>,
  nameOf: (one: One) => string,
  before: Groups<One>,
): Groups<One> {
  const grouped = new Map<string, One[]>();
  for (const one of all) {
    const key = deviceKey(one.connection, one.device);
    const group = grouped.get(key);
    if (group) group.push(one);
    else grouped.set(key, [one]);
  }
  return new Map(
    [...grouped].map(([key, group]) => {
      group.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
      const old = before.get(key);
      const isSame = old?.length === group.length && old.every((one, index) => one === group[index]);
      return [key, isSame ? old : group];
    }),
  );
}

/** Series by device, quantities in order. Groups in which nothing has changed are the same as before. */
export function seriesByDevice(series: Iterable<SeriesInfo>, before: Groups<SeriesInfo>): Groups<SeriesInfo> {
  return byDevice(series, ({ quantity }) => quantity, before);
}

/**
 * What devices say in words, or say that they do not know, and no series has: by device, properties in order. Groups in which nothing has
 * changed are the same as before.
 * @param series by {@link seriesKey}
 */
export function wordsByDevice(
  reported: Iterable<ReportedState>,
  series: ReadonlyMap<string, SeriesInfo>,
  before: Groups<ReportedState>,
): Groups<ReportedState> {
  const words: ReportedState[] = [];
  for (const one of reported) {
    const { connection, device, property, value } = one;
    if (typeof value !== 'string' && value !== null) continue;
    if (!series.has(seriesKey({ connection, device, quantity: property }))) words.push(one);
  }
  return byDevice(words, ({ property }) => property, before);
}

/** {@link seriesByDevice} from one drawing to the next. */
export function useSeriesByDevice(series: ReadonlyMap<string, SeriesInfo>): Groups<SeriesInfo> {
  const before = useRef<Groups<SeriesInfo>>(new Map());
  return useMemo(() => {
    before.current = seriesByDevice(series.values(), before.current);
    return before.current;
  }, [series]);
}

/** {@link wordsByDevice} from one drawing to the next. */
export function useWordsByDevice(
  reported: ReadonlyMap<string, ReportedState>,
  series: ReadonlyMap<string, SeriesInfo>,
): Groups<ReportedState> {
  const before = useRef<Groups<ReportedState>>(new Map());
  return useMemo(() => {
    before.current = wordsByDevice(reported.values(), series, before.current);
    return before.current;
  }, [reported, series]);
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
