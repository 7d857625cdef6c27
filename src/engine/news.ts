import type { Alarm } from '../model/alarm.ts';
import { boundedLog } from '../model/bounded-log.ts';
import type { ActuatorInfo, DeviceInfo, LogEntry, ReportedState, SeriesInfo } from '../model/catalogue.ts';
import type { Command } from '../model/command.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import type { News } from '../model/door.ts';
import { actuatorKey, deviceKey, type SeriesRef, seriesKey } from '../model/identity.ts';
import { unturned } from '../model/kept-value.ts';
import { redactedText } from '../model/redacted-text.ts';

/** News of no hurry are gathered this long. */
const GATHER_MS = 250;
/** Commands and changes that devices report: somebody is watching for them. */
const HURRY_MS = 10;
/** Log lines passed on from one gathering; the others are counted in one line. */
const LOG_LINES = 100;
/** No text from outside is passed on longer than this. */
const TEXT_LENGTH = 500;

/** Where the desk gets what it does not gather itself. */
export interface NewsSources {
  /** Snapshots of all connections, or null when nothing has changed since the last call. */
  connections(): readonly ConnectionSnapshot[] | null;
  changedSeries(): SeriesInfo[];
}

/**
 * Gathers what has changed in the engine and sends it to the page a few times a second, however much happens. The next message waits until the
 * page has taken the last one, so that a page that is behind gets the newest of everything at once instead of a queue of messages.
 */
export class NewsDesk {
  readonly #sources: NewsSources;
  readonly #send: (news: News) => void;
  readonly #removed = new Set<string>();
  readonly #devices = new Map<string, DeviceInfo>();
  readonly #actuators = new Map<string, ActuatorInfo>();
  readonly #reported = new Map<string, ReportedState>();
  readonly #commands = new Map<string, Command>();
  readonly #alarms = new Map<string, Alarm>();
  /** By {@link seriesKey}. */
  readonly #gone = new Map<string, SeriesRef>();
  #isJournalNew = false;
  #log: Omit<LogEntry, 'id'>[] = [];
  #logOmitted = 0;
  #nextLogId = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;
  /** Messages that the page has not taken yet. */
  #underWay = 0;
  /** What is gathered is due, but for the page. */
  #isHeldBack = false;

  constructor(sources: NewsSources, send: (news: News) => void) {
    this.#sources = sources;
    this.#send = send;
  }

  device(info: DeviceInfo): void {
    this.#devices.set(deviceKey(info.connection, info.device), info);
    this.#schedule(GATHER_MS);
  }

  actuator(info: ActuatorInfo): void {
    this.#actuators.set(actuatorKey(info), info);
    this.#schedule(GATHER_MS);
  }

  /** @param isChange it says something else than the last one: devices that repeat themselves must not keep the page busy */
  reported(state: ReportedState, isChange = true): void {
    this.#reported.set(actuatorKey(state), state);
    this.#schedule(isChange ? HURRY_MS : GATHER_MS);
  }

  command(command: Command): void {
    this.#commands.set(command.id, command);
    this.#schedule(HURRY_MS);
  }

  alarm(alarm: Alarm): void {
    this.#alarms.set(alarm.id, alarm);
    this.#schedule(GATHER_MS);
  }

  /** Another page has written into the alarm journal. */
  journal(): void {
    this.#isJournalNew = true;
    this.#schedule(GATHER_MS);
  }

  /** What devices and back ends say may be anything, and the log is shown to everybody: secrets are left out here, whoever tells it. */
  log(entry: Omit<LogEntry, 'id'>): void {
    this.#log.push(entry);
    // Not with each line of a flood.
    if (this.#log.length >= 2 * LOG_LINES) this.#boundLog();
    this.#schedule(GATHER_MS);
  }

  #boundLog(): void {
    const kept = boundedLog(this.#log, LOG_LINES);
    this.#logOmitted += this.#log.length - kept.length;
    this.#log = kept;
  }

  /** A connection is gone, with all that was ever said of it. */
  removed(connection: string): void {
    this.#removed.add(connection);
    for (const pending of [this.#devices, this.#actuators, this.#reported]) {
      for (const [key, info] of pending) if (info.connection === connection) pending.delete(key);
    }
    this.#schedule(HURRY_MS);
  }

  /** A series is gone: what bears its name from now on is another thing. */
  gone({ connection, device, quantity }: SeriesRef): void {
    const ref = { connection, device, quantity };
    this.#gone.set(seriesKey(ref), ref);
    this.#schedule(GATHER_MS);
  }

  /** Something the sources know has changed (a series, a figure of a connection). */
  touch(): void {
    this.#schedule(GATHER_MS);
  }

  /** The page has taken a message. */
  taken(): void {
    this.#underWay -= 1;
    if (this.#isHeldBack) this.#flush();
  }

  /** Sends what has been gathered without waiting for more, nor for the page. */
  sendNow(): void {
    clearTimeout(this.#timer);
    this.#sendGathered();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isHeldBack = false;
  }

  #schedule(ms: number): void {
    // It goes with all the rest as soon as the page is there.
    if (this.#isHeldBack) return;
    const due = Date.now() + ms;
    if (this.#timer !== undefined && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#flush(), ms);
  }

  #flush(): void {
    this.#isHeldBack = this.#underWay > 0;
    if (!this.#isHeldBack) this.#sendGathered();
  }

  #sendGathered(): void {
    this.#timer = undefined;
    this.#due = Number.POSITIVE_INFINITY;
    this.#isHeldBack = false;
    this.#boundLog();
    if (this.#logOmitted > 0) {
      // What it counts came before most of what is left.
      this.#log.unshift({
        time: this.#log[0]?.time ?? Date.now(),
        connection: '',
        device: '',
        level: 'warning',
        text: `${this.#logOmitted} more events came at once and are left out here.`,
      });
      this.#logOmitted = 0;
    }
    // Only now: in a flood most lines are never sent.
    const log = this.#log.splice(0).map((entry) => ({
      ...entry,
      text: unturned(redactedText(entry.text).slice(0, TEXT_LENGTH)),
      id: this.#nextLogId++,
    }));
    const connections = this.#sources.connections();
    const series = this.#sources.changedSeries();
    const news: News = {
      ...(this.#removed.size > 0 && { removed: [...this.#removed] }),
      ...(this.#gone.size > 0 && { gone: [...this.#gone.values()] }),
      ...(connections && { connections }),
      ...(series.length > 0 && { series }),
      ...(this.#devices.size > 0 && { devices: [...this.#devices.values()] }),
      ...(this.#actuators.size > 0 && { actuators: [...this.#actuators.values()] }),
      ...(this.#reported.size > 0 && { reported: [...this.#reported.values()] }),
      ...(this.#commands.size > 0 && { commands: [...this.#commands.values()] }),
      ...(this.#alarms.size > 0 && { alarms: [...this.#alarms.values()] }),
      ...(this.#isJournalNew && { journal: true }),
      ...(log.length > 0 && { log }),
    };
    this.#removed.clear();
    this.#devices.clear();
    this.#actuators.clear();
    this.#reported.clear();
    this.#commands.clear();
    this.#alarms.clear();
    this.#isJournalNew = false;
    this.#gone.clear();
    if (Object.keys(news).length === 0) return;
    this.#underWay += 1;
    this.#send(news);
  }
}
