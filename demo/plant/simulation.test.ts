import { describe, expect, it } from 'vitest';
import { createSimulation, type Simulation, STEP_SECONDS } from './simulation.ts';

const ROOMS = ['workshop', 'office', 'lab', 'cold-store', 'outdoor'] as const;

function pass(simulation: Simulation, seconds: number): Simulation {
  for (let step = 0; step < seconds / STEP_SECONDS; step += 1) simulation.step();
  return simulation;
}

function plant(seed = 1, extraDevices = 0): Simulation {
  return pass(createSimulation({ seed, extraDevices }), 5);
}

function everything(simulation: Simulation): unknown {
  return [
    ROOMS.map((room) => simulation.room(room)),
    simulation.barometer(),
    simulation.meter('workshop'),
    simulation.meter('office'),
    simulation.extraDevices.map((device) => simulation.extraValue(device)),
  ];
}

function average(simulation: Simulation, read: () => number): number {
  let sum = 0;
  for (let step = 0; step < 20; step += 1) {
    simulation.step();
    sum += read();
  }
  return sum / 20;
}

describe('the plant', () => {
  it('repeats itself exactly with the same seed and differs with another', () => {
    const first = everything(pass(plant(7, 3), 20));
    expect(everything(pass(plant(7, 3), 20))).toEqual(first);
    expect(everything(pass(plant(8, 3), 20))).not.toEqual(first);
  });

  it('warms the workshop by half a degree within five seconds of the heater being switched on', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const simulation = plant(seed);
      const before = average(simulation, () => simulation.room('workshop').temperature);
      simulation.setRelay('heater', true);
      pass(simulation, 5);
      expect(average(simulation, () => simulation.room('workshop').temperature)).toBeGreaterThan(
        before + 0.5,
      );
    }
  });

  it('heats the workshop alone and lets it cool down again', () => {
    const heated = plant();
    const unheated = plant();
    heated.setRelay('heater', true);
    pass(heated, 60);
    pass(unheated, 60);
    const warm = heated.room('workshop').temperature;
    expect(warm).toBeGreaterThan(25);
    expect(warm).toBeLessThan(36);
    expect(heated.room('office').temperature).toBe(unheated.room('office').temperature);
    heated.setRelay('heater', false);
    expect(pass(heated, 60).room('workshop').temperature).toBeLessThan(warm - 2);
  });

  it('dries the air of the workshop as it warms', () => {
    const simulation = plant();
    const before = simulation.room('workshop').humidity;
    simulation.setRelay('heater', true);
    expect(pass(simulation, 60).room('workshop').humidity).toBeLessThan(before - 2);
  });

  it('lowers the carbon dioxide of the workshop with the fan', () => {
    const simulation = plant();
    const before = simulation.room('workshop').co2;
    simulation.setRelay('fan', true);
    expect(pass(simulation, 10).room('workshop').co2).toBeLessThan(before - 60);
    simulation.setRelay('fan', false);
    const low = simulation.room('workshop').co2;
    expect(pass(simulation, 60).room('workshop').co2).toBeGreaterThan(low);
  });

  it('draws what is switched on from the workshop’s meter and none of it from the office’s', () => {
    const simulation = plant();
    const power = () => average(simulation, () => simulation.meter('workshop').power);
    const resting = power();
    simulation.setRelay('fan', true);
    pass(simulation, 2);
    const withFan = power();
    expect(withFan - resting).toBeGreaterThan(90);
    simulation.setRelay('heater', true);
    pass(simulation, 2);
    expect(power() - withFan).toBeGreaterThan(1400);
    expect(simulation.meter('workshop').voltage).toBeLessThan(230);
    expect(simulation.meter('office').power).toBeLessThan(200);
  });

  it('counts energy as power over time', () => {
    const simulation = plant();
    simulation.setRelay('heater', true);
    pass(simulation, 5);
    const before = simulation.meter('workshop').energy;
    const used = pass(simulation, 36).meter('workshop').energy - before;
    // A hundredth of an hour at about 1,680 W.
    expect(used).toBeGreaterThan(16);
    expect(used).toBeLessThan(18);
  });

  it('brightens the office and draws more power with the dimmer', () => {
    const simulation = plant();
    simulation.setDimmer(0);
    pass(simulation, 3);
    const dark = simulation.room('office').illuminance;
    const low = average(simulation, () => simulation.meter('office').power);
    simulation.setDimmer(100);
    pass(simulation, 3);
    expect(simulation.room('office').illuminance).toBeGreaterThan(dark + 600);
    expect(average(simulation, () => simulation.meter('office').power)).toBeGreaterThan(low + 90);
  });

  it('keeps the dimmer between 0 and 100', () => {
    const simulation = plant();
    simulation.setDimmer(250);
    expect(simulation.dimmer()).toBe(100);
    simulation.setDimmer(-3);
    expect(simulation.dimmer()).toBe(0);
  });

  it('swings the cold store and the outdoor air over several whole degrees within a minute, never below zero', () => {
    for (const room of ['cold-store', 'outdoor'] as const) {
      const simulation = plant();
      const degrees = new Set<number>();
      for (let second = 0; second < 60; second += 1) {
        degrees.add(Math.round(pass(simulation, 1).room(room).temperature));
      }
      expect(degrees.size).toBeGreaterThanOrEqual(3);
      expect(Math.min(...degrees)).toBeGreaterThanOrEqual(0);
    }
  });

  it('counts motion upwards only', () => {
    const simulation = plant();
    let last = simulation.room('workshop').motionCount;
    for (let second = 0; second < 60; second += 1) {
      const count = pass(simulation, 1).room('workshop').motionCount;
      expect(count).toBeGreaterThanOrEqual(last);
      last = count;
    }
    expect(last).toBeGreaterThan(0);
  });

  it('tells an altitude that goes with its air pressure', () => {
    const { pressure, altitude } = plant().barometer();
    expect(pressure).toBeGreaterThan(100.9);
    expect(pressure).toBeLessThan(101.7);
    expect(altitude).toBeCloseTo((101.325 - pressure) * 83.2, -1);
  });

  it('keeps every value plausible over an hour with everything switched on', () => {
    const simulation = plant(3);
    simulation.setRelay('heater', true);
    simulation.setRelay('fan', true);
    for (let minute = 0; minute < 60; minute += 1) {
      pass(simulation, 60);
      for (const name of ROOMS) {
        const room = simulation.room(name);
        expect(room.temperature).toBeGreaterThan(0);
        expect(room.temperature).toBeLessThan(40);
        expect(room.humidity).toBeGreaterThan(10);
        expect(room.humidity).toBeLessThan(90);
        expect(room.co2).toBeGreaterThanOrEqual(400);
        expect(room.co2).toBeLessThan(1200);
        expect(room.illuminance).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('names its extra devices and gives each a value of its own that moves', () => {
    const simulation = plant(1, 1200);
    expect(simulation.extraDevices).toHaveLength(1200);
    expect(simulation.extraDevices[0]).toBe('device-0001');
    expect(simulation.extraDevices[1199]).toBe('device-1200');
    const first = simulation.extraValue('device-0001');
    expect(simulation.extraValue('device-0001')).toBe(first);
    expect(simulation.extraValue('device-0002')).not.toBe(first);
    expect(pass(simulation, 3).extraValue('device-0001')).not.toBe(first);
    expect(() => simulation.extraValue('device-9999')).toThrow(RangeError);
  });
});
