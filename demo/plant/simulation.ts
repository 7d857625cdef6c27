import type { MeterState, Plant, Room, RoomState } from './plant.ts';
import { createRandom, normal, type Random } from './random.ts';

/** How a simulation is set up. The same options and the same orders at the same steps give the same values. */
export interface SimulationOptions {
  readonly seed: number;
  /** How many devices there are beyond the plant's own, for load. */
  readonly extraDevices: number;
}

/** The plant without a clock: somebody else says when a step passes. */
export interface Simulation extends Omit<Plant, 'onStep' | 'orders' | 'received' | 'stop'> {
  /** Lets {@link STEP_SECONDS} pass. */
  step(): void;
}

/** What one simulation step lasts, in seconds. */
export const STEP_SECONDS = 0.1;

/** A value that follows its target with a time constant (s), with a little wander of its own. */
interface Lag {
  value: number;
  wander: number;
}

interface RoomModel {
  readonly temperature: Lag;
  readonly humidity: Lag;
  readonly co2: Lag;
  readonly illuminance: Lag;
  /** Motion events a second. */
  readonly traffic: number;
  motionCount: number;
}

interface MeterModel {
  readonly power: Lag;
  readonly voltage: Lag;
  /** Wh */
  energy: number;
}

/** Watts drawn by what can be switched. */
const HEATER_WATTS = 1500;
const FAN_WATTS = 120;
const DIMMER_WATTS_PER_PERCENT = 1.2;
/** The heater ends up this far above the unheated room; with the room's time constant that is 0.5 ℃ in about 4 s. */
const HEATER_RISE = 14;
const WORKSHOP_TIME_CONSTANT = 80;

function lag(value: number): Lag {
  return { value, wander: 0 };
}

function roomModel(
  temperature: number,
  humidity: number,
  co2: number,
  illuminance: number,
  traffic: number,
): RoomModel {
  return {
    temperature: lag(temperature),
    humidity: lag(humidity),
    co2: lag(co2),
    illuminance: lag(illuminance),
    traffic,
    motionCount: 0,
  };
}

function follow(random: Random, model: Lag, target: number, timeConstant: number, wander: number): void {
  // The wander forgets itself over two seconds, so that the noise looks like air and not like a faulty wire.
  model.wander += (-model.wander / 2) * STEP_SECONDS + wander * Math.sqrt(STEP_SECONDS) * normal(random);
  model.value += ((target - model.value) / timeConstant) * STEP_SECONDS;
}

function shown(model: Lag, decimals: number, least = Number.NEGATIVE_INFINITY): number {
  return Number(Math.max(least, model.value + model.wander).toFixed(decimals));
}

/** Builds the plant in its resting state: heater and fan off, LED off, office light at 40 %. */
export function createSimulation(options: SimulationOptions): Simulation {
  const random = createRandom(options.seed);
  const rooms: Record<Room, RoomModel> = {
    workshop: roomModel(20, 45, 900, 420, 0.15),
    office: roomModel(21.5, 42, 650, 440, 0.08),
    lab: roomModel(22.5, 38, 560, 520, 0.05),
    'cold-store': roomModel(4, 70, 430, 5, 0.01),
    outdoor: roomModel(12, 65, 420, 8000, 0.02),
  };
  const meters: Record<'workshop' | 'office', MeterModel> = {
    workshop: { power: lag(180), voltage: lag(230), energy: 0 },
    office: { power: lag(138), voltage: lag(231), energy: 0 },
  };
  const pressure = lag(101.3);
  const heat = lag(0);
  const relays = { heater: false, fan: false };
  const extraIndex = new Map<string, number>();
  for (let index = 1; index <= options.extraDevices; index += 1) {
    extraIndex.set(`device-${String(index).padStart(4, '0')}`, index);
  }
  let led = 'off';
  let dimmer = 40;
  let steps = 0;

  /** A slow swing around 0 with the given period (s), the plant's stand-in for day and night. */
  const wave = (period: number, phase = 0) =>
    Math.sin(2 * Math.PI * ((steps * STEP_SECONDS) / period + phase));

  function stepRoom(
    model: RoomModel,
    target: { temperature: number; humidity: number; co2: number; illuminance: number },
    time: { temperature: number; co2: number },
  ): void {
    follow(random, model.temperature, target.temperature, time.temperature, 0.02);
    follow(random, model.humidity, target.humidity, 20, 0.12);
    follow(random, model.co2, target.co2, time.co2, 2);
    follow(random, model.illuminance, target.illuminance, 0.4, 0.004 * target.illuminance);
    if (random() < model.traffic * STEP_SECONDS) model.motionCount += 1;
  }

  function stepRooms(): void {
    const { workshop } = rooms;
    // The element takes a second to glow, so the room answers as a real one does: not at once.
    follow(random, heat, relays.heater ? HEATER_RISE : 0, 1, 0);
    stepRoom(
      workshop,
      {
        temperature: 20 + 0.4 * wave(600) + heat.value - (relays.fan ? 0.8 : 0),
        humidity: 45 - 1.1 * (workshop.temperature.value - 20) + wave(420),
        co2: relays.fan ? 520 : 950 + 30 * wave(300),
        illuminance: 420 + 25 * wave(540) + (led === 'off' ? 0 : 6),
      },
      { temperature: WORKSHOP_TIME_CONSTANT, co2: relays.fan ? 25 : 120 },
    );
    stepRoom(
      rooms.office,
      {
        temperature: 21.5 + 0.5 * wave(480, 0.3),
        humidity: 42 + 1.5 * wave(360, 0.1),
        co2: 650 + 60 * wave(240, 0.6),
        illuminance: 120 + 8 * dimmer,
      },
      { temperature: 60, co2: 60 },
    );
    stepRoom(
      rooms.lab,
      {
        temperature: 22.5 + 0.3 * wave(330, 0.7),
        humidity: 38 + wave(270, 0.4),
        co2: 560 + 40 * wave(200, 0.2),
        illuminance: 520 + 10 * wave(180),
      },
      { temperature: 60, co2: 60 },
    );
    // These two are read as whole degrees, so their swings are wide and quick enough to be seen within a minute.
    stepRoom(
      rooms['cold-store'],
      { temperature: 4 + 2 * wave(40), humidity: 70 + 2 * wave(40, 0.5), co2: 430, illuminance: 5 },
      { temperature: 5, co2: 60 },
    );
    stepRoom(
      rooms.outdoor,
      {
        temperature: 12 + 2.5 * wave(50, 0.25),
        humidity: 65 + 4 * wave(200),
        co2: 420,
        illuminance: 8000 + 2500 * wave(300),
      },
      { temperature: 5, co2: 60 },
    );
  }

  function stepMeter(model: MeterModel, watts: number, nominalVolts: number): void {
    follow(random, model.power, watts, 0.3, 0.006 * watts);
    follow(random, model.voltage, nominalVolts - model.power.value / 1000, 0.3, 0.1);
    model.energy += (model.power.value * STEP_SECONDS) / 3600;
  }

  function roomState(model: RoomModel): RoomState {
    return {
      temperature: shown(model.temperature, 2),
      humidity: Math.min(100, shown(model.humidity, 1, 0)),
      co2: shown(model.co2, 0, 400),
      illuminance: shown(model.illuminance, 0, 0),
      motionCount: model.motionCount,
    };
  }

  function meterState(model: MeterModel): MeterState {
    return {
      power: shown(model.power, 1, 0),
      energy: Number(model.energy.toFixed(3)),
      voltage: shown(model.voltage, 1, 0),
    };
  }

  return {
    step: () => {
      steps += 1;
      stepRooms();
      const switched = (relays.heater ? HEATER_WATTS : 0) + (relays.fan ? FAN_WATTS : 0);
      stepMeter(meters.workshop, 180 + 20 * wave(90) + switched, 230);
      stepMeter(meters.office, 90 + 6 * wave(75, 0.5) + DIMMER_WATTS_PER_PERCENT * dimmer, 231);
      follow(random, pressure, 101.3 + 0.15 * wave(900), 10, 0.002);
    },
    room: (name) => roomState(rooms[name]),
    barometer: () => {
      const kilopascal = shown(pressure, 3);
      // The international barometric formula, in metres above the level of standard pressure.
      const altitude = 44_330 * (1 - (kilopascal / 101.325) ** 0.190_3);
      return { pressure: kilopascal, altitude: Number(altitude.toFixed(1)) };
    },
    meter: (name) => meterState(meters[name]),
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
      dimmer = Math.min(100, Math.max(0, level));
    },
    extraDevices: [...extraIndex.keys()],
    extraValue: (device) => {
      const index = extraIndex.get(device);
      if (index === undefined) throw new RangeError(`The plant has no device ${device}.`);
      // Worked out when asked: thousands of devices cost nothing at a step. 0.618… spreads their phases evenly.
      const ripple = createRandom(options.seed ^ (index * 7919) ^ (steps * 104_729))() - 0.5;
      return Number((50 + 40 * wave(30, index * 0.618_034) + ripple).toFixed(2));
    },
  };
}
