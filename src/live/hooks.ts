import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ActuatorInfo, DeviceInfo, LogEntry, ReportedState, SeriesInfo } from '../model/catalogue.ts';
import type { Command, Role } from '../model/command.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import {
  type ActuatorRef,
  actuatorKey,
  type ConnectionId,
  deviceKey,
  type SeriesRef,
  seriesKey,
} from '../model/identity.ts';
import { noteClock } from './acted.ts';
import { type Answered, answeredOf, type Latest, latestOf } from './latest.ts';
import { type Permission, permissionOf } from './permission.ts';
import { type EngineLosses, keptName, type LiveState, liveStore } from './store.ts';
import { isTouched, isUntold } from './untold.ts';
import { openLatest } from './views.ts';

function useLive<Part>(select: (state: LiveState) => Part): Part {
  return useStore(liveStore, select);
}

/** All connections, as configured. */
export function useConnections(): readonly ConnectionSnapshot[] {
  return useLive((s) => s.connections);
}

export function useConnection(id: ConnectionId): ConnectionSnapshot | undefined {
  return useLive((s) => s.connections.find((c) => c.id === id));
}

/** Every device heard of, by connection and name. */
export function useDevices(): readonly DeviceInfo[] {
  const devices = useLive((s) => s.devices);
  return useMemo(
    () =>
      [...devices.values()].sort(
        (a, b) => a.connection.localeCompare(b.connection) || a.device.localeCompare(b.device),
      ),
    [devices],
  );
}

export function useDevice(connection: ConnectionId, device: string): DeviceInfo | undefined {
  return useLive((s) => s.devices.get(deviceKey(connection, device)));
}

export function useSeries(ref: SeriesRef): SeriesInfo | undefined {
  return useLive((s) => s.series.get(seriesKey(ref)));
}

/** Facts about several series, in the order asked; undefined where nothing has been heard yet. */
export function useSeriesList(refs: readonly SeriesRef[]): readonly (SeriesInfo | undefined)[] {
  return useLive(useShallow((s) => refs.map((ref) => s.series.get(seriesKey(ref)))));
}

/** All series of one device, by quantity. */
export function useSeriesOf(connection: ConnectionId, device: string): readonly SeriesInfo[] {
  return useLive(
    useShallow((s) =>
      [...s.series.values()]
        .filter((one) => one.connection === connection && one.device === device)
        .sort((a, b) => a.quantity.localeCompare(b.quantity)),
    ),
  );
}

/** All series of all devices. */
export function useAllSeries(): ReadonlyMap<string, SeriesInfo> {
  return useLive((s) => s.series);
}

/** All actuators of all devices. */
export function useAllActuators(): ReadonlyMap<string, ActuatorInfo> {
  return useLive((s) => s.actuators);
}

/** What was announced of something that takes commands; undefined where nothing was. */
export function useActuator(ref: ActuatorRef): ActuatorInfo | undefined {
  return useLive((s) => s.actuators.get(actuatorKey(ref)));
}

/** All actuators of one device, by property. */
export function useActuatorsOf(connection: ConnectionId, device: string): readonly ActuatorInfo[] {
  return useLive(
    useShallow((s) =>
      [...s.actuators.values()]
        .filter((one) => one.connection === connection && one.device === device)
        .sort((a, b) => a.property.localeCompare(b.property)),
    ),
  );
}

/** Last things that all devices said about their properties, as of this second: thousands of them may say more than a list can be drawn for. */
export function useAllReported(): ReadonlyMap<string, ReportedState> {
  useNow();
  return liveStore.getState().reported;
}

/** Last things that one device said about its properties, in their order. */
export function useReportedOf(connection: ConnectionId, device: string): readonly ReportedState[] {
  return useLive(
    useShallow((s) =>
      [...s.reported.values()]
        .filter((one) => one.connection === connection && one.device === device)
        .sort((a, b) => a.property.localeCompare(b.property)),
    ),
  );
}

/** Last thing a device said about a property. */
export function useReported(ref: ActuatorRef): ReportedState | undefined {
  return useLive((s) => s.reported.get(actuatorKey(ref)));
}

/** The newest commands to some targets, in the order asked. */
export function useNewestCommands(refs: readonly ActuatorRef[]): readonly (Command | undefined)[] {
  return useLive(useShallow((s) => refs.map((ref) => s.newestCommands.get(actuatorKey(ref)))));
}

/** Of each of some targets the newest order of the pulse that has not ended there, in the order asked. */
export function usePulses(refs: readonly ActuatorRef[]): readonly (Command | undefined)[] {
  return useLive(useShallow((s) => refs.map((ref) => s.pulses.get(actuatorKey(ref)))));
}

/** Whether an order to a target may have been carried out and nothing has been reported since. */
export function useUntold(ref: ActuatorRef): boolean {
  return useLive((s) => isUntold(ref, s.commands.values(), s.reported.get(actuatorKey(ref))));
}

/** Of each of some targets whether an order or a pulse in other words that touches it is open, in the order asked. */
export function useTouched(refs: readonly ActuatorRef[]): readonly boolean[] {
  return useLive(useShallow((s) => refs.map((ref) => isTouched(ref, s.commands.values(), s.pulses))));
}

/** What devices said last about some properties, in the order asked. */
export function useReportedList(refs: readonly ActuatorRef[]): readonly (ReportedState | undefined)[] {
  return useLive(useShallow((s) => refs.map((ref) => s.reported.get(actuatorKey(ref)))));
}

/** Commands by their ids, in the order asked, as long as the page keeps them. */
export function useCommands(ids: readonly string[]): readonly (Command | undefined)[] {
  return useLive(useShallow((s) => ids.map((id) => s.commands.get(id))));
}

/** A command by its id, as long as the page keeps it. */
export function useCommand(id: string | undefined): Command | undefined {
  return useLive((s) => (id === undefined ? undefined : s.commands.get(id)));
}

/** The newest command to a target, whatever became of it. */
export function useNewestCommand(ref: ActuatorRef): Command | undefined {
  return useLive((s) => s.newestCommands.get(actuatorKey(ref)));
}

/** The newest order of the pulse that has not ended at a target. */
export function usePulse(ref: ActuatorRef): Command | undefined {
  return useLive((s) => s.pulses.get(actuatorKey(ref)));
}

const OrdersContext = createContext('');

/** Withholds every order from the controls within, for the reason given: they show what is reported, and switch nothing. '' withholds nothing. */
export const OrdersWithheld = OrdersContext.Provider;

/**
 * Whether a control may be offered. Comfort only: the ledger checks again, and the back end after it.
 * @param least the least role that the control itself asks for, beside that of its connection
 */
export function usePermission(connection: ConnectionId, least: Role = 'viewer'): Permission {
  return useJudge()(useConnection(connection), least);
}

/** {@link usePermission} for several connections, in the order asked. */
export function usePermissions(connections: readonly ConnectionId[], least?: Role): readonly Permission[] {
  const all = useConnections();
  const judge = useJudge();
  return connections.map((id) =>
    judge(
      all.find((one) => one.id === id),
      least,
    ),
  );
}

function useJudge(): (link: ConnectionSnapshot | undefined, least?: Role) => Permission {
  const role = useLive((s) => s.person.role);
  const hasEnded = useLive((s) => s.hasEnded);
  const withheld = useContext(OrdersContext);
  return (link, least = 'viewer') =>
    withheld === ''
      ? permissionOf(role, link?.capabilities, [least, link?.commandRole ?? 'technician'], hasEnded)
      : { allowed: false, why: withheld };
}

/**
 * The event log, oldest first.
 * @param isShown while it is not, the log stays as it was and nothing is drawn for it
 */
export function useLog(isShown: boolean): readonly LogEntry[] {
  const current = useLive((s) => (isShown ? s.log : null));
  const [kept, keep] = useState<readonly LogEntry[]>([]);
  useEffect(() => {
    if (current !== null) keep(current);
  }, [current]);
  return current ?? kept;
}

/** See {@link keptName}. */
export function useKeptName(name: string): string {
  return useLive((s) => keptName(name, s));
}

/** What to tell the person when the engine itself has failed; null while it runs. */
export function useEngineFailure(): string | null {
  return useLive((s) => s.failure);
}

/** What became of engines before the one that runs. */
export function useEngineLosses(): EngineLosses {
  return useLive((s) => s.losses);
}

/** The newest values of some series, a few times a second; none where nothing has been answered of one yet. `refs` should be stable (memoised). */
export function useLatest(refs: readonly SeriesRef[]): readonly (Latest | undefined)[] {
  const [answered, setAnswered] = useState<Answered>(new Map());
  useEffect(() => {
    const handle = openLatest(refs, (answer) => setAnswered(answeredOf(refs, answer)));
    return () => handle.close();
  }, [refs]);
  return useMemo(() => latestOf(refs, answered), [refs, answered]);
}

const clockListeners = new Set<() => void>();
let clockTimer: ReturnType<typeof setInterval> | undefined;
let clockNow = Date.now();

function readClock(): void {
  clockNow = Date.now();
  noteClock();
}

function subscribeClock(listener: () => void): () => void {
  clockListeners.add(listener);
  readClock();
  clockTimer ??= setInterval(() => {
    readClock();
    for (const one of clockListeners) one();
  }, 1000);
  return () => {
    clockListeners.delete(listener);
    if (clockListeners.size === 0) {
      clearInterval(clockTimer);
      clockTimer = undefined;
    }
  };
}

/** The time, once a second, from one shared clock: for ages and staleness. Epoch ms. */
export function useNow(): number {
  return useSyncExternalStore(subscribeClock, () => clockNow);
}
