import { describe, expect, it, vi } from 'vitest';
import { setUp } from './intake.fixture.ts';
import { Lane } from './lane.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('the intake', () => {
  it('refuses and counts what is from the future, also after its clock was set back', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(NOW + 86_400_000);
    const { intake, find } = setUp();
    intake.reading('d', 'q', NOW + 86_400_000, 1);
    now.mockReturnValue(NOW);
    intake.tick(NOW);
    intake.reading('d', 'late', NOW + 3_600_000, 2);
    expect(find('d', 'late')).toBeUndefined();
    expect(intake).toMatchObject({ readings: 1, unreadableCount: 1 });
    now.mockRestore();
  });

  it('takes the unit of what a device takes where the back end names none', () => {
    const { intake, find } = setUp();
    intake.actuator('dimmer', 'level', { type: 'number', unit: '%' }, true);
    intake.actuator('valve', 'level', { type: 'number', unit: '%' }, true);
    intake.reading('dimmer', 'level', 1_000, 40);
    intake.reading('dimmer', 'power', 1_000, 40);
    intake.reading('valve', 'level', 1_000, 40, 'mm');
    expect(find('dimmer', 'level')?.unit).toBe('%');
    expect(find('dimmer', 'power')?.unit).toBe('');
    expect(find('valve', 'level')?.unit).toBe('mm');
  });

  it('takes the newest unit, joins nothing to what came in another, and says so', () => {
    const { intake, find, desk, news } = setUp();
    intake.reading('d', 'temperature', 1_000, 20, '℃');
    intake.reading('d', 'temperature', 2_000, 21);
    expect(find('d', 'temperature')?.breaks).toBeNull();
    intake.reading('d', 'temperature', 3_000, 69.8, '℉');
    intake.reading('d', 'temperature', 4_000, 70, '℉');
    // Delivered late: it says nothing of the newest.
    intake.reading('d', 'temperature', 1_500, 20, '℃');
    expect(find('d', 'temperature')).toMatchObject({ unit: '℉', lastValue: 70 });
    expect(find('d', 'temperature')?.breaks).toMatchObject({ length: 1 });
    expect(find('d', 'temperature')?.breaks?.indexAfter(2_500)).toBe(1);
    desk.sendNow();
    expect(news.at(-1)?.series).toMatchObject([{ unit: '℉' }]);
    expect(news.at(-1)?.log?.map(({ device, text }) => `${device}: ${text}`)).toEqual([
      'd: temperature comes in ℉ now, in ℃ before. Older values are shown as they came.',
    ]);
  });

  it('tells of a unit that changes again and again once, and bounds what it remembers of that', () => {
    const { intake, desk, news } = setUp();
    for (let n = 0; n < 40; n++) intake.reading('d', 'q', 1_000 + n, n, n % 2 === 0 ? 'm' : 'ft');
    desk.sendNow();
    expect(news.at(-1)?.log).toHaveLength(2);
  });

  it('knows the room of a device from the configuration, before and after the back end says another', () => {
    const rooms = [{ room: 'Cellar', devices: ['boiler', 'pump'] }];
    const { intake, desk, news } = setUp({}, { rooms });
    const heard = () => {
      desk.sendNow();
      return new Map(
        news.flatMap(({ devices = [] }) => devices.map((one) => [one.device, one.facts] as const)),
      );
    };
    intake.reading('boiler', 'temperature', 1_000, 60);
    intake.reading('meter', 'power', 1_000, 60);
    expect(heard()).toEqual(
      new Map([
        ['boiler', { room: 'Cellar' }],
        ['meter', undefined],
      ]),
    );
    intake.device({ device: 'boiler', facts: { firmware: '2', room: 'Roof' } });
    intake.device({ device: 'meter', facts: { room: 'Roof' } });
    expect(heard().get('boiler')).toEqual({ firmware: '2', room: 'Cellar' });
    expect(heard().get('meter')).toEqual({ room: 'Roof' });
  });

  it('takes readings into series of their own', () => {
    const { intake, find } = setUp();
    intake.reading('d', 'temperature', 1_000, 20.5, '℃');
    intake.reading('d', 'temperature', 2_000, 21, '℃');
    intake.reading('d', 'humidity', 2_000, 40, '%');
    expect(intake.readings).toBe(3);
    expect(find('d', 'temperature')).toMatchObject({ lastTime: 2_000, lastValue: 21 });
    expect(find('d', 'humidity')?.lastValue).toBe(40);
  });

  it('keeps the newest state where an older one comes again, but its place in the line', () => {
    const { intake, find, listener } = setUp();
    const hear = (value: boolean, time: number, arrival: number) => {
      intake.lane.lastSignAt = arrival;
      intake.state('relay', 'state', value, time);
    };
    hear(true, NOW + 1, NOW + 11);
    hear(false, NOW + 5_001, NOW + 5_011);
    hear(true, NOW + 1, NOW + 9_011);
    expect(intake.lastReport('relay', 'state')).toMatchObject({ value: false, at: NOW + 5_001 });
    expect(listener.reported).toHaveBeenCalledTimes(2);
    expect(find('relay', 'state')?.lastValue).toBe(0);
    hear(true, NOW + 9_001, NOW + 9_015);
    expect(intake.lastReport('relay', 'state')).toMatchObject({ value: true });
  });

  it('says of a report by when it was written at the latest, and of one without a time nothing', () => {
    const { intake, listener } = setUp();
    intake.lane.lastSignAt = NOW + 60;
    intake.reading('relay', 'temperature', NOW + 11, 20);
    intake.lane.lastSignAt = NOW + 10_060;
    intake.reading('relay', 'temperature', NOW + 10_011, 20);
    intake.state('relay', 'state', true, NOW + 9_011);
    expect(listener.reported).toHaveBeenLastCalledWith('relay', 'state', true, NOW + 9_011, NOW + 9_261);
    expect(intake.lastReport('relay', 'state')).toMatchObject({ at: NOW + 9_011, latest: NOW + 9_261 });
    intake.state('relay', 'other', true, NOW + 10_060);
    expect(intake.lastReport('relay', 'other')).not.toHaveProperty('latest');
    expect(listener.reported.mock.lastCall?.[4]).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses and counts what is not finite', () => {
    const { intake, find } = setUp();
    intake.reading('d', 'q', 1_000, Number.POSITIVE_INFINITY);
    intake.reading('d', 'q', Number.NaN, 1);
    expect(intake.unreadableCount).toBe(2);
    expect(find('d', 'q')).toBeUndefined();
  });

  it('refuses and counts what claims to be from the future: it would stay the newest', () => {
    const { intake, find, listener } = setUp();
    const now = Date.now();
    intake.reading('d', 'q', now + 60_000, 1);
    intake.reading('d', 'q', now + 3_600_000, 2);
    intake.state('relay', 'state', true, now + 3_600_000);
    intake.reading('d', 'q', now + 61_000, 3);
    expect(intake.unreadableCount).toBe(2);
    expect(intake.unreadableWhy).toMatch(/ahead of this page’s clock/);
    expect(find('d', 'q')).toMatchObject({ lastTime: now + 61_000, lastValue: 3 });
    expect(listener.reported).not.toHaveBeenCalled();
  });

  it('keeps a boolean state as a series of 0 and 1 beside the report', () => {
    const { intake, find, listener } = setUp();
    intake.state('relay', 'state', true, 1_000);
    intake.state('relay', 'state', false, 2_000);
    expect(intake.lastReport('relay', 'state')).toMatchObject({ value: false, at: 2_000, stale: false });
    expect(find('relay', 'state')?.lastValue).toBe(0);
    expect(listener.reported).toHaveBeenCalledTimes(2);
  });

  it('tells unknown from off', () => {
    const { intake, find } = setUp();
    intake.state('relay', 'state', null, 1_000);
    expect(intake.lastReport('relay', 'state')?.value).toBeNull();
    expect(find('relay', 'state')).toBeUndefined();
  });

  it('drops and counts devices, series and properties over the limits, and goes on with the known ones', () => {
    const { intake, store } = setUp({ maxSeries: 10, maxDevices: 5 });
    for (let n = 0; n < 10_000; n++) intake.reading(`device-${n}`, 'q', 1_000, n);
    expect(store.count).toBe(5);
    expect(intake.dropped).toBe(9_995);
    for (let n = 0; n < 10_000; n++) intake.state('device-0', `p-${n}`, 'x', 1_000);
    expect(intake.dropped).toBe(9_995 + 9_990);
    const before = intake.readings;
    intake.reading('device-0', 'q', 2_000, 1);
    expect(intake.readings).toBe(before + 1);
  });

  it('does not keep names and texts of any length', () => {
    const { intake } = setUp();
    const long = 'x'.repeat(1_000_000);
    intake.reading(long, 'q', 1_000, 1);
    intake.reading('d', long, 1_000, 1);
    intake.state('d', 'message', long, 1_000);
    expect(intake.dropped).toBe(2);
    expect(String(intake.lastReport('d', 'message')?.value).length).toBeLessThan(1_000);
  });

  it('has a reported text compared as a whole, of which it keeps a part', () => {
    const { intake, listener } = setUp();
    const text = 'x'.repeat(600);
    intake.state('d', 'message', text, 1_000);
    expect(listener.reported.mock.calls[0]?.slice(0, 3)).toEqual(['d', 'message', text]);
    expect(intake.lastReport('d', 'message')?.value).toBe('x'.repeat(500));
  });

  it('lets no token into the log by what a device or a back end says, nor into what became of an order', () => {
    const { intake, desk, news, listener } = setUp();
    intake.event('d', 'sent Authorization: Bearer hunter2-token and password=hunter2', 1_000);
    intake.notice('warning', 'The back end says: wrong token=hunter2');
    intake.rejection('d', 'p', 'The device refused the setting: password=hunter2.', true);
    expect(listener.rejected).toHaveBeenCalledWith(
      'd',
      'p',
      'The device refused the setting: password=[left out]',
      true,
    );
    desk.sendNow();
    const log = JSON.stringify(news.map((one) => one.log));
    expect(log).toContain('[left out]');
    expect(log).not.toContain('hunter2');
  });

  it('lets nothing turn the words around what a device or a back end says', () => {
    const { intake, desk, news, listener } = setUp();
    intake.event('d', 'a\u202eb', 1_000);
    intake.state('d', 'message', 'a\u2067b', 1_000);
    intake.rejection('d', 'p', 'a\u202eb', true);
    expect(listener.rejected).toHaveBeenCalledWith('d', 'p', 'a\ufffdb', true);
    expect(intake.lastReport('d', 'message')?.value).toBe('a\ufffdb');
    desk.sendNow();
    expect(JSON.stringify(news.map((one) => one.log))).toContain('a\ufffdb');
    // What was ordered is compared with what was said.
    expect(listener.reported.mock.calls[0]?.[2]).toBe('a\u2067b');
  });

  it('marks the reports of a device that the back end says is gone as stale, until it reports again', () => {
    const { intake } = setUp();
    intake.state('gate', 'closed', true, 1_000);
    intake.device({ device: 'gate', present: true });
    expect(intake.lastReport('gate', 'closed')?.stale).toBe(false);
    intake.device({ device: 'gate', present: false });
    expect(intake.lastReport('gate', 'closed')).toMatchObject({ value: true, stale: true });
    intake.device({ device: 'gate', present: true });
    expect(intake.lastReport('gate', 'closed')?.stale).toBe(true);
    intake.state('gate', 'closed', true, 2_000);
    expect(intake.lastReport('gate', 'closed')?.stale).toBe(false);
  });

  it('marks the reports of a broken lane as stale, and only those', () => {
    const { intake } = setUp();
    const first = new Lane('1');
    const second = new Lane('2');
    intake.lane = first;
    intake.state('a', 'state', true, 1_000);
    intake.lane = second;
    intake.state('b', 'state', true, 1_000);
    intake.broken(first, 2_000);
    expect(intake.lastReport('a', 'state')).toMatchObject({ value: true, stale: true });
    // Whoever comes later is told what still holds.
    expect([...intake.reports()]).toMatchObject([{ device: 'b', property: 'state', value: true, at: 1_000 }]);
    expect(intake.lastReport('b', 'state')).toMatchObject({ value: true, stale: false });
    intake.state('a', 'state', true, 3_000);
    expect(intake.lastReport('a', 'state')?.stale).toBe(false);
  });
});
