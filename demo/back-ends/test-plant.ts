import { UnsecuredJWT } from 'jose';
import type { MeterState, Plant, ReceivedOrder, Room, RoomState } from '../plant/plant.ts';
import type { BackEndContext, DemoTimes, Identity, TokenVerifier } from './back-end.ts';

/** A plant whose values are set by hand and whose clock ticks quickly. */
export interface TestPlant extends Plant {
  /** Changes what a room's sensors read. */
  setRoom(room: Room, state: Partial<RoomState>): void;
}

const ROOM: RoomState = { temperature: 21, humidity: 45, co2: 800, illuminance: 300, motionCount: 7 };
const METER: MeterState = { power: 180, energy: 12, voltage: 230 };
/** Between two steps, in ms: as short as lets a test's own work go on. */
const STEP_MS = 5;

/** A plant for tests: it steps every few milliseconds until it is stopped, and nothing in it moves by itself. */
export function createTestPlant(extraDevices: readonly string[] = []): TestPlant {
  const rooms = new Map<Room, RoomState>();
  const relays = { heater: false, fan: false };
  const orders: ReceivedOrder[] = [];
  const listeners = new Set<() => void>();
  let led = 'off';
  let dimmer = 40;
  const timer = setInterval(() => {
    for (const listener of [...listeners]) listener();
  }, STEP_MS);
  const room = (name: Room) => rooms.get(name) ?? ROOM;
  return {
    room,
    setRoom: (name, state) => void rooms.set(name, { ...room(name), ...state }),
    barometer: () => ({ pressure: 101.9, altitude: 583 }),
    meter: () => METER,
    relay: (name) => relays[name],
    setRelay: (name, on) => {
      relays[name] = on;
    },
    led: () => led,
    setLed: (state) => {
      led = state;
    },
    dimmer: () => dimmer,
    setDimmer: (level) => {
      dimmer = level;
    },
    extraDevices,
    extraValue: () => 50,
    onStep: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    orders,
    received: (order) => void orders.push(order),
    stop: () => clearInterval(timer),
  };
}

/**
 * A token of the right shape for {@link testTokens}; nothing is signed.
 * @param life ms from now, one hour by default; may be negative
 */
export function testToken(role: 'viewer' | 'technician' | 'admin', life = 3_600_000): string {
  // In ms, so that a test need not wait for whole seconds.
  return new UnsecuredJWT({ role, until: Date.now() + life }).setSubject(role).encode();
}

/** A token that is taken and has expired by then: what happens next need not be waited for. */
export function lapsingToken(): string {
  return new UnsecuredJWT({ role: 'viewer', until: Date.now(), isTaken: true }).encode();
}

/** Takes tokens made by {@link testToken} until they expire, and no others. */
const testTokens: TokenVerifier = {
  verify: async (token): Promise<Identity> => {
    const { payload } = UnsecuredJWT.decode(token);
    if (typeof payload.role !== 'string' || typeof payload.until !== 'number') {
      throw new Error('JWT issuer is wrong');
    }
    if (payload.until <= Date.now() && payload.isTaken !== true) throw new Error('JWT token expired');
    return { subject: payload.role, name: payload.role, roles: [payload.role], expiresAt: payload.until };
  },
};

/** Times so short that nothing has to be waited for; those that end a link are long unless a test shortens them. */
const TEST_TIMES: DemoTimes = {
  accessToken: 3_600_000,
  drogueExpiryCheck: 3_600_000,
  drogueHeartbeat: 3_600_000,
  droguePeerTimeout: 3_600_000,
  streambedCut: 3_600_000,
  streambedKeepAlive: 3_600_000,
  channelToken: 3_600_000,
  jobStep: 5,
  actuatorDelay: 1,
  publish: 10,
};

/** What a back end under test is given. */
export function testContext(
  port: number,
  plant: Plant,
  { times, ...rest }: { times?: Partial<DemoTimes>; rate?: number } = {},
): BackEndContext {
  return { plant, tokens: testTokens, port, rate: 1, ...rest, times: { ...TEST_TIMES, ...times } };
}
