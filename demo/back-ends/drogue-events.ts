import type { BackEndContext } from './back-end.ts';
import { isDue } from './due.ts';

/** The application that needs credentials, and its device that takes commands. */
export const FLEET = 'fleet';
export const DIMMER = 'dimmer-1';
/** The application that anybody may read. */
export const PUBLIC = 'public';

const METERS = [
  ['meter-workshop', 'workshop'],
  ['meter-office', 'office'],
] as const;
const TAG = 'tag-7';
const STATION = 'weather-1';
const LOCATION = { lat: 50.0875, lon: 14.4214 };
/** In rounds of publishing: how often a meter tells where it is, the tag sends bytes, and the tag comes or goes. */
const LOCATED_EVERY = 5;
const TAGGED_EVERY = 10;
const PRESENCE_EVERY = 20;

/** One event before it is given an identity and a time. */
export interface Happening {
  readonly application: string;
  readonly device: string;
  /** The event's `subject`. */
  readonly channel: string;
  /** Of the CloudEvent; `io.drogue.event.v1` unless it says otherwise. */
  readonly type?: string;
  /** Any JSON, or bytes. */
  readonly data: unknown;
}

/** What the dimmer reports. */
export function dimmerReport(level: number): Happening {
  return { application: FLEET, device: DIMMER, channel: 'light', data: { level } };
}

/** The devices of the fleet, which are those that commands can be addressed to. */
export function fleetDevices(context: BackEndContext): ReadonlySet<string> {
  return new Set([...METERS.map(([meter]) => meter), DIMMER, TAG, ...context.plant.extraDevices]);
}

/**
 * What the devices of the fleet send as time passes.
 * @returns to be called after each step of the plant
 */
export function createEventSource(context: BackEndContext, emit: (happening: Happening) => void): () => void {
  const { plant, times, rate } = context;
  const { extraDevices } = plant;
  let publishedAt = 0;
  let rounds = 0;
  let owed = 0;
  let next = 0;

  function publish(): void {
    rounds += 1;
    for (const [device, room] of METERS) {
      const { power, energy, voltage } = plant.meter(room);
      const located = rounds % LOCATED_EVERY === 0 ? { geoloc: LOCATION } : {};
      emit({ application: FLEET, device, channel: 'power', data: { power, energy, voltage, ...located } });
    }
    emit(dimmerReport(plant.dimmer()));
    const { temperature } = plant.room('outdoor');
    const weather = { temp: temperature, geoloc: LOCATION };
    emit({ application: PUBLIC, device: STATION, channel: 'weather', data: weather });
    if (rounds % TAGGED_EVERY === 0) {
      const data = Buffer.from([1, 2, 3, rounds % 256]);
      emit({ application: FLEET, device: TAG, channel: 'tags', data });
    }
    if (rounds % PRESENCE_EVERY === 0) {
      const data = { connected: rounds % (2 * PRESENCE_EVERY) === 0 };
      const type = 'io.drogue.connection.v1';
      emit({ application: FLEET, device: TAG, channel: 'connection', type, data });
    }
  }

  return () => {
    const now = Date.now();
    if (isDue(publishedAt, times.publish, now)) {
      publishedAt = now;
      publish();
    }
    // Ten steps a second share what is due, so that load comes evenly.
    owed += (extraDevices.length * rate) / 10;
    for (; owed >= 1; owed -= 1) {
      const device = extraDevices[next % extraDevices.length];
      next += 1;
      if (device === undefined) continue;
      emit({ application: FLEET, device, channel: 'sensor', data: { value: plant.extraValue(device) } });
    }
  };
}
