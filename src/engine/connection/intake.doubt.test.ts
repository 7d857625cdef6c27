import { describe, expect, it } from 'vitest';
import { chartColumns } from '../series/window.ts';
import { setUp } from './intake.fixture.ts';
import { missedOf } from './rhythm.ts';

const NOW = Date.UTC(2026, 0, 1);

/** A relay that said 50 s ago that it is on, on a link that is up. */
function relay() {
  const made = setUp();
  const { intake, find } = made;
  const state = (value: boolean | null, time: number) => {
    intake.lane.lastSignAt = time;
    intake.state('relay', 'state', value, time);
  };
  state(true, NOW - 50_000);
  intake.lane.lastSignAt = NOW - 10_000;
  const series = find('relay', 'state');
  if (!series) throw new Error('There is no line.');
  intake.lane.series.add(series);
  const ends = () => {
    const { times, values } = chartColumns(series, NOW - 60_000, NOW, 600);
    return [times.at(-1), values.at(-1)];
  };
  return { ...made, state, series, ends };
}

type Relay = ReturnType<typeof relay>;

describe('a state whose newest value may not hold any more', () => {
  it('is live however old it is while the link is up', () => {
    const { series, ends } = relay();
    expect(series.info.staleAfterMs).toBe(Number.POSITIVE_INFINITY);
    expect(ends()).toEqual([NOW - 50_000, 1]);
  });

  it.each<[string, (made: Relay) => void]>([
    ['its lane broke', ({ intake }) => intake.broken(intake.lane, NOW - 10_000)],
    ['the device says that it does not know', ({ state }) => state(null, NOW - 10_000)],
    ['its reports are not believed', ({ intake }) => intake.doubt(['relay'])],
    ['the device is gone', ({ intake }) => intake.device({ device: 'relay', present: false })],
  ])('is stale once %s, and its line ends there, until it is told anew', (_, happen) => {
    const made = relay();
    happen(made);
    const { series, ends, state, desk, news } = made;
    expect(series.info.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    expect(ends()).toEqual([NOW - 10_000, Number.NaN]);
    desk.sendNow();
    expect(news.at(-1)?.series).toMatchObject([{ staleAfterMs: Number.NEGATIVE_INFINITY }]);
    state(true, NOW - 5_000);
    expect(series.info.staleAfterMs).toBe(Number.POSITIVE_INFINITY);
    expect(ends()).toEqual([NOW - 5_000, 1]);
    expect([...chartColumns(series, NOW - 60_000, NOW, 600).values]).toEqual([1, Number.NaN, 1]);
  });

  it('has held all the while where it is told anew with the time that it bore before', () => {
    const { intake, series, ends } = relay();
    intake.doubt(['relay']);
    intake.state('relay', 'state', true, NOW - 50_000);
    expect(series.info.staleAfterMs).toBe(Number.POSITIVE_INFINITY);
    expect(ends()).toEqual([NOW - 50_000, 1]);
  });

  it.each<[string, (made: Relay) => void]>([
    ['its lane broke', ({ intake }) => intake.broken(intake.lane, NOW - 10_000)],
    ['the device said that it does not know', ({ state }) => state(null, NOW - 10_000)],
    [
      'its reports were not believed, and the device said that it does not know',
      ({ intake, state }) => {
        intake.doubt(['relay'], NOW - 10_000);
        state(null, NOW - 9_000);
      },
    ],
  ])(
    'is known again from then on where it is told anew with the time that it bore before, after %s',
    (_, happen) => {
      const made = relay();
      happen(made);
      const { intake, series, ends } = made;
      const again = (arrival: number) => {
        intake.lane.lastSignAt = arrival;
        intake.state('relay', 'state', true, NOW - 50_000);
      };
      again(NOW - 5_000);
      expect(series.info.staleAfterMs).toBe(Number.POSITIVE_INFINITY);
      expect(series.isBrokenOff).toBe(false);
      for (const width of [600, 1]) {
        const { times, values } = chartColumns(series, NOW - 60_000, NOW, width);
        expect([...times].slice(-2)).toEqual([NOW - 10_000, NOW - 5_000]);
        expect([...values].slice(-2)).toEqual([Number.NaN, 1]);
      }
      // It was not known again by then.
      expect(chartColumns(series, NOW - 60_000, NOW - 6_000, 600).values.at(-1)).toBeNaN();
      expect(ends()).toEqual([NOW - 5_000, 1]);
      intake.broken(intake.lane, NOW - 4_000);
      expect(series.isBrokenOff).toBe(true);
      expect(ends()).toEqual([NOW - 10_000, Number.NaN]);
      again(NOW - 3_000);
      intake.doubt(['relay'], NOW - 2_000);
      again(NOW - 1_000);
      expect(ends()).toEqual([NOW - 1_000, 1]);
      intake.state('relay', 'state', false, NOW);
      const { values } = chartColumns(series, NOW - 60_000, NOW, 600);
      expect([...values].slice(-3)).toEqual([Number.NaN, 1, 0]);
    },
  );

  it('is known again where it is told with an earlier time, but as something else it is not', () => {
    const { intake, ends } = relay();
    intake.broken(intake.lane, NOW - 10_000);
    intake.lane.lastSignAt = NOW - 5_000;
    intake.state('relay', 'state', false, NOW - 51_000);
    expect(ends()).toEqual([NOW - 10_000, Number.NaN]);
    intake.state('relay', 'state', true, NOW - 50_500);
    expect(ends()).toEqual([NOW - 5_000, 1]);
  });

  it('tells whoever follows the line of what was no mistake only, once and in order', () => {
    const { intake, series, state } = relay();
    const said: (readonly [string, number])[] = [];
    series.follower = {
      reading: (time) => said.push(['reading', time - NOW]),
      broken: (time) => said.push(['broken', time - NOW]),
    };
    intake.doubt(['relay'], NOW - 9_000);
    intake.state('relay', 'state', true, NOW - 50_000);
    intake.doubt(['relay'], NOW - 8_000);
    state(true, NOW - 7_000);
    intake.doubt(['relay'], NOW - 6_000);
    intake.broken(intake.lane, NOW - 5_000);
    state(true, NOW - 4_000);
    state(null, NOW - 3_000);
    state(null, NOW - 2_000);
    state(true, NOW - 1_000);
    expect(said).toEqual([
      ['reading', -50_000],
      ['broken', -8_000],
      ['reading', -7_000],
      ['broken', -6_000],
      ['reading', -4_000],
      ['broken', -3_000],
      ['reading', -1_000],
    ]);
  });

  it('is not heard of again and again by whoever follows the line', () => {
    const { state, series } = relay();
    state(null, NOW - 10_000);
    const { version } = series;
    state(null, NOW - 9_000);
    expect(series.version).toBe(version);
  });

  it('is missed in a silence all the same, so that its alarms hear of it, but once', () => {
    const { intake, series } = relay();
    intake.doubt(['relay']);
    expect(missedOf([series], 60_000)).toEqual([series]);
    intake.broken(intake.lane, NOW);
    expect(missedOf([series], 60_000)).toEqual([]);
  });
});

describe('a number whose newest value may not hold any more', () => {
  it('is stale from when the device says that it does not know it to the next one', () => {
    const { intake, find } = setUp();
    const limit = () => find('d', 'temperature')?.info.staleAfterMs;
    intake.reading('d', 'temperature', NOW, 20);
    expect(limit()).toBe(1_000);
    intake.state('d', 'temperature', null, NOW + 500);
    expect(limit()).toBe(Number.NEGATIVE_INFINITY);
    intake.reading('d', 'temperature', NOW + 600, 21);
    expect(limit()).toBe(1_000);
    expect(find('d', 'temperature')?.breaks).toBeNull();
  });

  it('is stale once the link broke that it was reported by, where it can be set', () => {
    const { intake, find } = setUp();
    const report = (time: number) => {
      intake.reading('dimmer', 'level', time, 40);
      intake.state('dimmer', 'level', 40, time);
    };
    report(NOW);
    intake.reading('dimmer', 'power', NOW, 5);
    intake.broken(intake.lane, NOW + 10);
    expect(find('dimmer', 'level')?.info.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    expect(find('dimmer', 'power')?.info.staleAfterMs).toBe(1_000);
    report(NOW + 20);
    expect(find('dimmer', 'level')?.info.staleAfterMs).toBe(1_000);
  });
});

describe('a device that is said to be gone', () => {
  /** One that said something before it went, and what is told of it being there. */
  function gone() {
    const made = setUp();
    const { intake, desk, news } = made;
    intake.lane.lastSignAt = NOW;
    intake.reading('meter', 'power', NOW - 1_000, 5);
    intake.device({ device: 'meter', name: 'Meter', present: false, at: NOW });
    const told = () => {
      desk.sendNow();
      return news.flatMap(({ devices }) => devices ?? []).at(-1);
    };
    return { ...made, told };
  }

  type Gone = ReturnType<typeof gone>;

  it.each<[string, (made: Gone) => void]>([
    ['a reading of since comes', ({ intake }) => intake.reading('meter', 'power', NOW + 1, 6)],
    ['a report of since comes', ({ intake }) => intake.state('meter', 'mode', 'eco', NOW + 1)],
    ['its link breaks', ({ intake }) => intake.broken(intake.lane, NOW + 1)],
    ['it is said to be there', ({ intake }) => intake.device({ device: 'meter', present: true })],
  ])('is so until %s', (_, happen) => {
    const made = gone();
    made.intake.tick(NOW + 1_000);
    expect(made.told()).toEqual({ connection: 'c', device: 'meter', name: 'Meter', present: false });
    happen(made);
    made.intake.tick(NOW + 2_000);
    expect(made.told()?.present).not.toBe(false);
    expect(made.told()?.name).toBe('Meter');
    const messages = made.news.length;
    made.intake.tick(NOW + 3_000);
    made.told();
    expect(made.news).toHaveLength(messages);
  });

  it('is not back by what it said before and arrives after it', () => {
    const { intake, told } = gone();
    intake.reading('meter', 'power', NOW - 500, 6);
    intake.tick(NOW + 1_000);
    expect(told()?.present).toBe(false);
  });
});
