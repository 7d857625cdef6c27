import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Alarm } from '../model/alarm.ts';
import type { Role } from '../model/command.ts';
import { type Permission, permissionOf } from './permission.ts';
import { liveStore } from './store.ts';

/** Alarms that are not normal, by id, in the order in which they were told first. */
export function useAlarms(): ReadonlyMap<string, Alarm> {
  return useStore(liveStore, (s) => s.alarms);
}

/** Whether there is any alarm that is not normal. */
export function useHasAlarms(): boolean {
  return useStore(liveStore, (s) => s.alarms.size > 0);
}

/** Whether the person may acknowledge and shelve. Comfort only: the engine checks again. @param least undefined while not known */
export function useAlarmPermission(least: Role | undefined): Permission {
  const role = useStore(liveStore, (s) => s.person.role);
  const hasEnded = useStore(liveStore, (s) => s.hasEnded);
  return useMemo(
    () => (least === undefined ? { allowed: true } : permissionOf(role, undefined, [least], hasEnded)),
    [role, least, hasEnded],
  );
}

/** Another number each time another page has written into the alarm journal, which all pages of a browser share. */
export function useJournalNews(): number {
  return useStore(liveStore, (s) => s.journal);
}

/** Whether there are any rules for alarms. */
export function useWatchesAlarms(): boolean {
  return useStore(liveStore, (s) => s.watchesAlarms);
}

/**
 * Calls back with all alarms that are not normal, and {@link useJournalNews}' number, now and when any has changed; returns the disposer.
 */
export function subscribeAlarms(
  listener: (alarms: ReadonlyMap<string, Alarm>, journal: number) => void,
): () => void {
  const { alarms: first, journal: count } = liveStore.getState();
  listener(first, count);
  return liveStore.subscribe(({ alarms, journal }, before) => {
    if (alarms !== before.alarms || journal !== before.journal) listener(alarms, journal);
  });
}
