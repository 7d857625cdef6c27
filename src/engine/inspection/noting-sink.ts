import type { ActuatorDomain, Scalar } from '../../model/catalogue.ts';
import type { Decoded } from '../../model/inspection.ts';
import type { DeviceAnnouncement, Sink } from '../protocols/protocol.ts';

/** Things noted of one frame; more are counted. */
const MOST = 24;
const TEXT_LENGTH = 200;
/** Looked through for secrets before a text is cut: of one that the cut goes through, the beginning must not stay. */
const READ_LENGTH = 4_096;

/** Leaves secrets out of a text. @param isCut it goes on where it was not read */
type Clean = (text: string, isCut: boolean) => string;

/** Hands everything on to another sink and notes what it was. */
export class NotingSink implements Sink {
  decoded: Decoded[] = [];
  /** The values of these, as they came. */
  values: Decoded['value'][] = [];
  more = 0;
  unreadableWhy = '';
  skippedWhy = '';
  #to: Sink;
  #notes = true;
  readonly #clean: Clean;

  constructor(to: Sink, clean: Clean) {
    this.#to = to;
    this.#clean = clean;
  }

  /** Forgets what was noted: another frame follows. @param notes whether it is to be noted in full, or only counted */
  begin(to: Sink, notes: boolean): void {
    this.#to = to;
    this.#notes = notes;
    if (this.decoded.length > 0) {
      this.decoded = [];
      this.values = [];
    }
    this.more = 0;
    this.unreadableWhy = '';
    this.skippedWhy = '';
  }

  reading(device: string, quantity: string, time: number, value: number, unit?: string): void {
    this.#to.reading(device, quantity, time, value, unit);
    this.#note('reading', device, quantity, value, time, unit);
  }

  history(device: string, quantity: string, values: readonly number[], unit?: string): void {
    this.#to.history(device, quantity, values, unit);
    this.#note('history', device, quantity, values.length, null, unit);
  }

  state(device: string, property: string, value: Scalar | null, time: number): void {
    this.#to.state(device, property, value, time);
    this.#note('state', device, property, value, time);
  }

  rejection(device: string | null, property: string | null, reason: string, isForAll?: boolean): void {
    this.#to.rejection(device, property, reason, isForAll);
    this.#note('rejection', device ?? '', property ?? '', reason, null);
  }

  device(info: DeviceAnnouncement): void {
    this.#to.device(info);
    this.#note('device', info.device, '', info.kind ?? '', null);
  }

  doubt(devices: Iterable<string>): void {
    this.#to.doubt(devices);
  }

  actuator(device: string, property: string, domain: ActuatorDomain, reports: boolean): void {
    this.#to.actuator(device, property, domain, reports);
    this.#note('actuator', device, property, domain.type, null);
  }

  event(device: string, text: string, time: number): void {
    this.#to.event(device, text, time);
    this.#note('event', device, '', text, time);
  }

  notice(level: 'info' | 'warning' | 'error', text: string): void {
    this.#to.notice(level, text);
    this.#note('notice', '', '', text, null);
  }

  unreadable(why: string): void {
    this.#to.unreadable(why);
    this.unreadableWhy = why;
  }

  skipped(why: string): void {
    this.#to.skipped(why);
    this.skippedWhy = why;
  }

  #note(
    what: Decoded['what'],
    device: string,
    name: string,
    value: Scalar | null,
    time: number | null,
    unit = '',
  ): void {
    if (!this.#notes || this.decoded.length >= MOST) {
      this.more += 1;
      return;
    }
    this.values.push(value);
    this.decoded.push({
      what,
      device: this.#text(device),
      name: this.#text(name),
      value: typeof value === 'string' ? this.#text(value) : value,
      unit: this.#text(unit),
      time,
    });
  }

  #text(text: string): string {
    return this.#clean(text.slice(0, READ_LENGTH), text.length > READ_LENGTH).slice(0, TEXT_LENGTH);
  }
}
