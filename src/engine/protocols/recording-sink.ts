import type { ActuatorDomain, Scalar } from '../../model/catalogue.ts';
import type { DeviceAnnouncement, Sink } from './protocol.ts';

/** A sink for tests: remembers everything it was told, in order. */
export class RecordingSink implements Sink {
  readonly readings: { device: string; quantity: string; time: number; value: number; unit: string }[] = [];
  readonly histories: { device: string; quantity: string; values: readonly number[]; unit: string }[] = [];
  readonly states: { device: string; property: string; value: Scalar | null; time: number }[] = [];
  readonly rejections: {
    device: string | null;
    property: string | null;
    reason: string;
    isForAll?: boolean;
  }[] = [];
  readonly devices: DeviceAnnouncement[] = [];
  readonly actuators: { device: string; property: string; domain: ActuatorDomain; reports: boolean }[] = [];
  readonly events: { device: string; text: string; time: number }[] = [];
  readonly notices: { level: string; text: string }[] = [];
  readonly unreadables: string[] = [];
  readonly skips: string[] = [];
  readonly doubts: string[] = [];

  reading(device: string, quantity: string, time: number, value: number, unit = ''): void {
    this.readings.push({ device, quantity, time, value, unit });
  }

  history(device: string, quantity: string, values: readonly number[], unit = ''): void {
    this.histories.push({ device, quantity, values: [...values], unit });
  }

  state(device: string, property: string, value: Scalar | null, time: number): void {
    this.states.push({ device, property, value, time });
  }

  rejection(device: string | null, property: string | null, reason: string, isForAll?: boolean): void {
    this.rejections.push({ device, property, reason, ...(isForAll && { isForAll }) });
  }

  device(info: DeviceAnnouncement): void {
    this.devices.push(info);
  }

  actuator(device: string, property: string, domain: ActuatorDomain, reports: boolean): void {
    this.actuators.push({ device, property, domain, reports });
  }

  event(device: string, text: string, time: number): void {
    this.events.push({ device, text, time });
  }

  notice(level: 'info' | 'warning' | 'error', text: string): void {
    this.notices.push({ level, text });
  }

  unreadable(why: string): void {
    this.unreadables.push(why);
  }

  doubt(devices: Iterable<string>): void {
    this.doubts.push(...devices);
  }

  skipped(why: string): void {
    this.skips.push(why);
  }

  /** `device quantity` of each reading with its value, for short expectations. */
  get values(): readonly (readonly [string, number])[] {
    return this.readings.map(({ device, quantity, value }) => [`${device} ${quantity}`, value]);
  }

  /** `device property` of each state with its value. */
  get reports(): readonly (readonly [string, Scalar | null])[] {
    return this.states.map(({ device, property, value }) => [`${device} ${property}`, value]);
  }

  /** All names it was given by a frame. */
  get names(): readonly string[] {
    return [
      ...this.readings.flatMap(({ device, quantity }) => [device, quantity]),
      ...this.histories.flatMap(({ device, quantity }) => [device, quantity]),
      ...this.states.flatMap(({ device, property }) => [device, property]),
      ...this.devices.map(({ device }) => device),
      ...this.actuators.flatMap(({ device, property }) => [device, property]),
    ];
  }
}
