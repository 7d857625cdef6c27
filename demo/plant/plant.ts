/** Rooms of the simulated plant. */
export type Room = 'workshop' | 'office' | 'lab' | 'cold-store' | 'outdoor';

/** The state of one room; units in the names' comments. */
export interface RoomState {
  /** ℃ */ readonly temperature: number;
  /** % relative */ readonly humidity: number;
  /** ppm */ readonly co2: number;
  /** lux */ readonly illuminance: number;
  /** Motion events since the start. */ readonly motionCount: number;
}

/** One electricity meter. */
export interface MeterState {
  /** W */ readonly power: number;
  /** Wh since the start */ readonly energy: number;
  /** V */ readonly voltage: number;
}

/** An order that reached a simulated device, for tests that count them. */
export interface ReceivedOrder {
  readonly device: string;
  readonly property: string;
  readonly value: unknown;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * One coherent simulated plant: all back ends show parts of the same one, so that cause and effect cross them.
 * The heater (relay) warms the workshop, the fan (relay) lowers its CO₂, both and the dimmer draw power.
 */
export interface Plant {
  room(room: Room): RoomState;
  /** kPa and m */
  barometer(): { readonly pressure: number; readonly altitude: number };
  meter(name: 'workshop' | 'office'): MeterState;
  relay(name: 'heater' | 'fan'): boolean;
  setRelay(name: 'heater' | 'fan', on: boolean): void;
  led(): string;
  setLed(state: string): void;
  /** Office light, 0…100 %: raises the office's illuminance and power. */
  dimmer(): number;
  setDimmer(level: number): void;
  /** Devices for load beyond the plant's own (`--devices`): name and current value. */
  readonly extraDevices: readonly string[];
  extraValue(device: string): number;
  /** Called after every simulation step (10 a second); returns the disposer. */
  onStep(listener: () => void): () => void;
  /** Orders that reached devices, oldest first, the newest 10,000. Back ends call `received` when an order reaches a device. */
  readonly orders: readonly ReceivedOrder[];
  received(order: ReceivedOrder): void;
  stop(): void;
}
