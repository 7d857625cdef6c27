import { describe, expect, it } from 'vitest';
import { setUp } from './intake.fixture.ts';

const RELAY = {
  device: 'relay',
  name: 'Pump',
  kind: 'actuator',
  actuators: [{ property: 'state', domain: { type: 'boolean' }, reports: true }],
  toldAt: 1_000,
} as const;
const TARGET = { connection: 'c', device: 'relay', property: 'state' };

/** A connection whose relay is known from before. */
function restored() {
  const made = setUp();
  made.intake.devices.restore(RELAY);
  const told = () => {
    made.desk.sendNow();
    const { devices, actuators } = made.news.at(-1) ?? {};
    return { device: devices?.at(-1), actuator: actuators?.at(-1) };
  };
  return { ...made, told };
}

describe('a device that is known from before', () => {
  it('is told as such, with what it takes, which nobody can be ordered by', () => {
    const { intake, told } = restored();
    expect(told()).toEqual({
      device: { connection: 'c', device: 'relay', name: 'Pump', kind: 'actuator', restored: true },
      actuator: { ...TARGET, domain: { type: 'boolean' }, reports: true, restored: true },
    });
    expect(intake.domainOf('relay', 'state')).toBeUndefined();
    expect([...intake.devices.heard]).toEqual([]);
  });

  it('is what it was called once something is heard of it, until the back end says what it is', () => {
    const { intake, told } = restored();
    intake.reading('relay', 'power', 2_000, 5);
    expect(told().device).toEqual({ connection: 'c', device: 'relay', name: 'Pump', kind: 'actuator' });
    intake.device({ device: 'relay', kind: 'valve' });
    expect(told().device).toEqual({ connection: 'c', device: 'relay', kind: 'valve' });
    intake.device({ device: 'relay', present: true });
    expect(told().device).toEqual({ connection: 'c', device: 'relay', kind: 'valve', present: true });
    intake.actuator('relay', 'state', { type: 'json' }, false);
    expect(told().actuator).toEqual({ ...TARGET, domain: { type: 'json' }, reports: false });
  });

  it('takes nothing back of what has been heard already', () => {
    const { intake, desk, news } = setUp();
    intake.device({ device: 'relay', kind: 'valve' });
    desk.sendNow();
    news.length = 0;
    intake.devices.restore(RELAY);
    desk.sendNow();
    expect(news).toEqual([]);
  });

  it('is one of those there is room for', () => {
    const { intake, desk, news } = setUp({ maxDevices: 2 });
    for (const device of ['a', 'b', 'c']) intake.devices.restore({ ...RELAY, device });
    desk.sendNow();
    expect(news.at(-1)?.devices?.map(({ device }) => device)).toEqual(['a', 'b']);
  });

  it('by nothing but its readings is told, too', () => {
    const { intake, store, desk, news } = setUp();
    store.open('c', 'thermometer', 'temperature', '℃', 'number', 30_000);
    intake.devices.tellRestored();
    intake.devices.tellRestored();
    desk.sendNow();
    expect(news.at(-1)?.devices).toEqual([{ connection: 'c', device: 'thermometer', restored: true }]);
  });
});
