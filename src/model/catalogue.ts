import type { ActuatorRef, ConnectionId, SeriesRef } from './identity.ts';

/** A value that a property can have. `null`: the device says that it does not know (module not answering). */
export type Scalar = boolean | number | string;

/** A series the engine has begun to keep. */
export interface SeriesInfo extends SeriesRef {
  /** Unit as the back end names it, '' where it names none. */
  readonly unit: string;
  /** `state` series are booleans kept as 0 and 1 and drawn as steps. */
  readonly kind: 'number' | 'state';
  /**
   * With no reading for longer than this the series is stale; Infinity for states, which hold until they are told anew. -Infinity while its
   * newest value may not hold whatever time it bears: it is of before the page was loaded, the link has broken since the device reported it, or
   * what the device reported last is no such value (it does not know).
   */
  readonly staleAfterMs: number;
  /** Decimals that tell its values apart, 0…6, learnt from the readings. */
  readonly decimals: number;
  /** Values the back end replayed without saying when they were measured; oldest first. Shown as history, never as live. */
  readonly history: readonly number[];
}

/** A device somebody has heard of: announced by the back end or seen in a reading. */
export interface DeviceInfo {
  readonly connection: ConnectionId;
  readonly device: string;
  /** A name for people, where the back end has one. */
  readonly name?: string;
  /** `sensor`, `actuator`, `gateway`, `job` … as the protocol knows it. */
  readonly kind?: string;
  /** Whether the back end says that the device is there; absent where it says nothing. */
  readonly present?: boolean;
  /** Short facts for people (`firmware` → `v1.2`). Never credentials. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Known only by what was kept of before the page was loaded: nothing has been heard of it since. */
  readonly restored?: true;
}

/** What values an actuator takes. */
export type ActuatorDomain =
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | {
      readonly type: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
      readonly unit?: string;
    }
  | { readonly type: 'json' };

/** Something that takes commands. */
export interface ActuatorInfo extends ActuatorRef {
  readonly domain: ActuatorDomain;
  /** Whether the device tells its state, so that a command can be confirmed by a report. */
  readonly reports: boolean;
  /** Known only by what was kept of before the page was loaded: nobody has said since that it can be switched. */
  readonly restored?: true;
}

/** The last thing the device itself said about a property. */
export interface ReportedState extends ActuatorRef {
  readonly value: Scalar | null;
  /** When it was said: the source's time, else arrival. Epoch ms. */
  readonly at: number;
  /** When it can have been said at the latest, by this page's clock, epoch ms. Absent where {@link at} is by that clock. */
  readonly latest?: number;
  /** The link it came through has broken since: the device may have changed unseen. */
  readonly stale: boolean;
  /** The value came about by no order of this page: somebody else's, a hand at the device, another program's. */
  readonly elsewhere?: true;
}

/** When a report can have been given at the latest, by this page's clock, epoch ms: the device's own may be ahead by any time. */
export function saidBy({ at, latest = at }: Pick<ReportedState, 'at' | 'latest'>): number {
  return latest;
}

/** One line of the event log. */
export interface LogEntry {
  readonly id: number;
  readonly time: number;
  readonly connection: ConnectionId;
  /** '' where it is about the connection itself. */
  readonly device: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}
