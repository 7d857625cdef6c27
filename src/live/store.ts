import { createStore } from 'zustand/vanilla';
import type { Alarm } from '../model/alarm.ts';
import { boundedLog } from '../model/bounded-log.ts';
import type { ActuatorInfo, DeviceInfo, LogEntry, ReportedState, SeriesInfo } from '../model/catalogue.ts';
import type { Command, Person } from '../model/command.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import type { News } from '../model/door.ts';
import { actuatorKey, deviceKey, seriesKey } from '../model/identity.ts';
import { pulsesUnderWay } from './pulses.ts';

/** Log lines kept for the page; what is too much is dropped from view ({@link boundedLog}). */
const LOG_LENGTH = 1000;
/** Commands kept for the page; the newest a target is never dropped, nor is a pulse that has not ended. */
const COMMANDS_KEPT = 500;

/** What the page knows of the engine: things that change a few times a second at most. Readings are not among them. */
export interface LiveState {
  readonly connections: readonly ConnectionSnapshot[];
  /** By {@link deviceKey}. */
  readonly devices: ReadonlyMap<string, DeviceInfo>;
  /** By {@link seriesKey}. */
  readonly series: ReadonlyMap<string, SeriesInfo>;
  /** By {@link actuatorKey}. */
  readonly actuators: ReadonlyMap<string, ActuatorInfo>;
  readonly reported: ReadonlyMap<string, ReportedState>;
  /** The newest command of each target, by {@link actuatorKey}. */
  readonly newestCommands: ReadonlyMap<string, Command>;
  /** By command id, oldest first. */
  readonly commands: ReadonlyMap<string, Command>;
  /** See {@link pulsesUnderWay}. */
  readonly pulses: ReadonlyMap<string, Command>;
  /** Those that are not normal, by id. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** How often another page is known to have written into the alarm journal. */
  readonly journal: number;
  /** There are rules for alarms. */
  readonly watchesAlarms: boolean;
  /** Oldest first. */
  readonly log: readonly LogEntry[];
  readonly person: Person;
  /** The person's sign-in has run out. */
  readonly hasEnded: boolean;
  /** There is a recording that is not saved. */
  readonly isRecording: boolean;
  /** Set while the engine itself has failed; what to tell the person. */
  readonly failure: string | null;
  /** Engines that were lost and replaced since the page was loaded. */
  readonly losses: EngineLosses;
  /** How often all of this was forgotten since the page was loaded. */
  readonly emptied: number;
}

/** What became of engines before the one that runs. */
export interface EngineLosses {
  /** All since the page was loaded. */
  readonly count: number;
  /** When the newest was lost, epoch ms; null where none was. */
  readonly at: number | null;
  /** Why, in words. */
  readonly why: string;
}

const NOTHING: LiveState = {
  connections: [],
  devices: new Map(),
  series: new Map(),
  actuators: new Map(),
  reported: new Map(),
  newestCommands: new Map(),
  commands: new Map(),
  pulses: new Map(),
  alarms: new Map(),
  journal: 0,
  watchesAlarms: false,
  log: [],
  person: { subject: '', name: '', role: 'viewer' },
  hasEnded: false,
  isRecording: false,
  failure: null,
  losses: { count: 0, at: null, why: '' },
  emptied: 0,
};

export const liveStore = createStore<LiveState>(() => NOTHING);

/** Forgets all that an engine told: it has been stopped, and the next may be another person's. */
export function emptyStore(): void {
  liveStore.setState(({ emptied }) => ({ ...NOTHING, emptied: emptied + 1 }));
}

/** A name for what is kept elsewhere of what people asked an engine for: another one once the store has been emptied, so that it is forgotten, too. */
export function keptName(name: string, { emptied } = liveStore.getState()): string {
  return `${emptied} ${name}`;
}

function merged<Entry>(
  old: ReadonlyMap<string, Entry>,
  entries: readonly Entry[] = [],
  key: (entry: Entry) => string,
  gone: readonly string[] = [],
): ReadonlyMap<string, Entry> {
  if (entries.length + gone.length === 0) return old;
  const next = new Map(old);
  for (const name of gone) next.delete(name);
  for (const entry of entries) next.set(key(entry), entry);
  return next;
}

/** What was known of connections that are gone. Commands and log lines stay: they happened. */
function forgetConnections(gone: ReadonlySet<string>): void {
  const without = <Entry extends { readonly connection: string }>(entries: ReadonlyMap<string, Entry>) =>
    new Map([...entries].filter(([, entry]) => !gone.has(entry.connection)));
  liveStore.setState(({ devices, series, actuators, reported }) => ({
    devices: without(devices),
    series: without(series),
    actuators: without(actuators),
    reported: without(reported),
  }));
}

function bounded(
  commands: ReadonlyMap<string, Command>,
  pulses: ReadonlyMap<string, Command>,
): ReadonlyMap<string, Command> {
  if (commands.size <= COMMANDS_KEPT) return commands;
  const kept = new Map(commands);
  const held = new Set([...pulses.values()].map(({ pulse }) => pulse?.id));
  for (const [id, { pulse }] of commands) {
    if (kept.size <= COMMANDS_KEPT) break;
    if (!pulse || !held.has(pulse.id)) kept.delete(id);
  }
  return kept;
}

/** The commands after these news, and the pulses among them. */
function withCommands(
  { commands, pulses }: LiveState,
  news: readonly Command[] | undefined,
): Pick<LiveState, 'commands' | 'pulses'> {
  if (!news) return { commands, pulses };
  const all = merged(commands, news, (c) => c.id);
  const underWay = pulsesUnderWay(all.values());
  return { commands: bounded(all, underWay), pulses: underWay };
}

function appended(log: readonly LogEntry[], more: readonly LogEntry[] | undefined): readonly LogEntry[] {
  const first = more?.[0];
  if (!more || !first) return log;
  // An engine in the place of another counts its lines from the beginning.
  const shift = Math.max(0, (log.at(-1)?.id ?? -1) + 1 - first.id);
  const lines = shift === 0 ? more : more.map((line) => ({ ...line, id: line.id + shift }));
  return boundedLog([...log, ...lines], LOG_LENGTH);
}

function notNormal(
  old: ReadonlyMap<string, Alarm>,
  news: readonly Alarm[] | undefined,
): ReadonlyMap<string, Alarm> {
  if (!news) return old;
  const next = new Map(old);
  for (const alarm of news) {
    if (alarm.state === 'normal') next.delete(alarm.id);
    else next.set(alarm.id, alarm);
  }
  return next;
}

function mapped<Entry>(
  entries: ReadonlyMap<string, Entry>,
  change: (entry: Entry) => Entry,
): ReadonlyMap<string, Entry> {
  return new Map([...entries].map(([key, entry]) => [key, change(entry)]));
}

/**
 * What is known once the engine is lost: nothing of what it told looks live any more.
 * @param reason why no link is online, in words
 * @param since epoch ms
 */
export function outOfSight(
  { connections, series, reported }: LiveState,
  status: 'reconnecting' | 'offline',
  reason: string,
  since: number,
): Pick<LiveState, 'connections' | 'series' | 'reported' | 'isRecording'> {
  return {
    isRecording: false,
    connections: connections.map((one) =>
      one.status === 'replaying' ? one : { ...one, status, reason, since, retryAt: null },
    ),
    series: mapped(series, (one) => ({ ...one, staleAfterMs: Number.NEGATIVE_INFINITY })),
    reported: mapped(reported, (one) => ({ ...one, stale: true })),
  };
}

/** Takes in what the engine says has changed. Maps that nothing changed in keep their identity. */
export function takeNews(news: News): void {
  if (news.removed) forgetConnections(new Set(news.removed));
  liveStore.setState((state) => ({
    connections: news.connections ?? state.connections,
    devices: merged(state.devices, news.devices, (d) => deviceKey(d.connection, d.device)),
    series: merged(state.series, news.series, seriesKey, news.gone?.map(seriesKey)),
    actuators: merged(state.actuators, news.actuators, actuatorKey),
    reported: merged(state.reported, news.reported, actuatorKey),
    newestCommands: merged(state.newestCommands, news.commands, actuatorKey),
    ...withCommands(state, news.commands),
    alarms: notNormal(state.alarms, news.alarms),
    journal: state.journal + Number(news.journal ?? false),
    log: appended(state.log, news.log),
  }));
}
