import { describe, expect, it } from 'vitest';
import type { SeriesRef } from '../model/identity.ts';
import type { ChartAnswer, ChartView, LatestAnswer, ViewAnswer, ViewWindow } from '../model/view.ts';
import { type Series, SeriesStore } from './series/store.ts';
import { Views } from './views.ts';

const ROOM: SeriesRef = { connection: 'c', device: 'room', quantity: 'temperature' };
const YARD: SeriesRef = { connection: 'c', device: 'yard', quantity: 'temperature' };
const MINUTE: ViewWindow = { kind: 'live', spanMs: 60_000 };

function setUp() {
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: 100_000,
  });
  const clock = { now: 1_750_000_000_000 };
  const views = new Views(store, () => clock.now);
  const open = ({ connection, device, quantity }: SeriesRef): Series => {
    const series = store.open(connection, device, quantity, '', 'number', 1000);
    if (!series) throw new Error('The store has no room for the series.');
    return series;
  };
  return { clock, views, open };
}

function chart(id: number, series: readonly SeriesRef[], window = MINUTE, width = 600): ChartView {
  return { kind: 'chart', id, series, window, width };
}

function asChart(answer: ViewAnswer | undefined): ChartAnswer {
  if (answer?.kind !== 'chart') throw new Error('That is no chart.');
  return answer;
}

function asLatest(answer: ViewAnswer | undefined): LatestAnswer {
  if (answer?.kind !== 'latest') throw new Error('Those are no latest values.');
  return answer;
}

describe('Views', () => {
  it('answers a chart in the order of its series, with the window that ends now', () => {
    const { clock, views, open } = setUp();
    open(YARD).append(clock.now - 10, 5);
    open(ROOM).append(clock.now - 20, 21);
    views.open(chart(7, [ROOM, YARD]));
    const { answers } = views.answers();
    expect(answers).toHaveLength(1);
    const answer = asChart(answers[0]);
    expect(answer).toMatchObject({ id: 7, from: clock.now - 60_000, to: clock.now });
    expect(answer.series.map(({ lastValue }) => lastValue)).toEqual([21, 5]);
    expect(answer.series.map(({ values }) => [...values])).toEqual([[21], [5]]);
  });

  it('tells the first answer to a question from those that go on with it', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    const ask = () => {
      clock.now += 1000;
      room.append(clock.now, 1);
      return asChart(views.answers().answers[0]).isFirst;
    };
    views.open(chart(1, [ROOM]));
    expect([ask(), ask()]).toEqual([true, false]);
    views.open(chart(1, [ROOM], { kind: 'live', spanMs: 3_600_000 }));
    expect([ask(), ask()]).toEqual([true, false]);
  });

  it('answers charts by turns, and each in its turn', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    for (let id = 0; id < 6; id++) views.open(chart(id, [ROOM]));
    expect(views.answers(undefined, 3).answers).toHaveLength(6);
    const ids = [1, 2, 3, 4].map(() => {
      clock.now += 16;
      room.append(clock.now, 2);
      return views.answers(undefined, 3).answers.map(({ id }) => id);
    });
    expect(ids).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [0, 1],
    ]);
  });

  it('writes answers into memory that the page has handed back', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open(chart(1, [ROOM]));
    const { transfer } = views.answers();
    views.takeBack(transfer);
    clock.now += 16;
    room.append(clock.now, 2);
    const again = views.answers();
    expect(again.transfer[0]).toBe(transfer[0]);
    expect(asChart(again.answers[0]).series.map(({ values }) => [...values])).toEqual([[1, 2]]);
  });

  it('goes on at once where the clock has been set back', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open({ kind: 'latest', id: 2, series: [ROOM] });
    views.open(chart(1, [ROOM]));
    views.answers();
    clock.now -= 3_600_000;
    room.forgetAfter(clock.now);
    room.append(clock.now, 2);
    const { answers } = views.answers();
    expect(asLatest(answers.find(({ kind }) => kind === 'latest')).values).toEqual(new Float64Array([2]));
    const [columns] = asChart(answers.find(({ kind }) => kind === 'chart')).series;
    expect(columns).toMatchObject({ samples: 1, lastValue: 2, max: 2 });
  });

  it('says nothing while nothing has changed', () => {
    const { clock, views, open } = setUp();
    open(ROOM).append(clock.now, 1);
    views.open(chart(1, [ROOM]));
    views.open({ kind: 'latest', id: 2, series: [ROOM] });
    expect(views.answers().answers).toHaveLength(2);
    clock.now += 50;
    expect(views.answers()).toEqual({ answers: [], transfer: [] });
  });

  it('takes turns when the page can draw fewer charts than have something new', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    for (const id of [1, 2, 3, 4, 5]) views.open(chart(id, [ROOM]));
    views.open({ kind: 'latest', id: 6, series: [ROOM] });
    const turn = (most: number) => {
      clock.now += 300;
      room.append(clock.now, 1);
      return views.answers(most).answers.map(({ id }) => id);
    };
    // What has never been answered does not wait.
    expect(turn(2)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(turn(2)).toEqual([6, 1, 2]);
    expect(turn(2)).toEqual([6, 3, 4]);
    expect(turn(2)).toEqual([6, 5, 1]);
    expect(turn(0.3)).toEqual([6, 2]);
  });

  it('answers a chart again for a new reading, a late one, or a break', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open(chart(1, [ROOM]));
    views.answers();
    for (const change of [
      () => room.append(clock.now + 1, 2),
      () => room.append(clock.now - 5, 3),
      () => room.breakAt(clock.now),
    ]) {
      change();
      expect(views.answers().answers).toHaveLength(1);
      expect(views.answers().answers).toHaveLength(0);
    }
  });

  it('lets a live window glide by pixels while it has samples, and rest when they have left', () => {
    const { clock, views, open } = setUp();
    open(ROOM).append(clock.now, 1);
    views.open(chart(1, [ROOM]));
    views.answers();
    clock.now += 99;
    expect(views.answers().answers).toHaveLength(0);
    clock.now += 1;
    expect(asChart(views.answers().answers[0]).to).toBe(clock.now);
    clock.now += 60_000;
    expect(asChart(views.answers().answers[0]).series[0]?.samples).toBe(0);
    clock.now += 60_000;
    expect(views.answers().answers).toHaveLength(0);
  });

  it('answers a fixed window only when its series change', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open(chart(1, [ROOM], { kind: 'fixed', from: clock.now - 1000, to: clock.now + 1000 }));
    expect(asChart(views.answers().answers[0])).toMatchObject({
      from: clock.now - 1000,
      to: clock.now + 1000,
    });
    clock.now += 3_600_000;
    expect(views.answers().answers).toHaveLength(0);
    room.append(clock.now, 1);
    expect(views.answers().answers).toHaveLength(1);
  });

  it('tells a window that has ended once a second, not more often, that its series are alive', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open(chart(1, [ROOM], { kind: 'fixed', from: clock.now - 10_000, to: clock.now - 1 }));
    views.answers();
    let told = 0;
    for (let step = 0; step < 1_000; step++) {
      clock.now += 10;
      room.append(clock.now, step);
      const { answers } = views.answers();
      told += answers.length;
      if (answers.length > 0) expect(asChart(answers[0]).series[0]?.lastTime).toBe(clock.now);
    }
    expect(told).toBe(10);
  });

  it('answers at once about series nobody has heard of, and again when they appear', () => {
    const { clock, views, open } = setUp();
    views.open(chart(1, [ROOM]));
    const [first] = asChart(views.answers().answers[0]).series;
    expect(first).toMatchObject({ samples: 0, lastTime: Number.NaN });
    clock.now += 10_000;
    expect(views.answers().answers).toHaveLength(0);
    const room = open(ROOM);
    expect(views.answers().answers).toHaveLength(1);
    room.append(clock.now, 4);
    expect(asChart(views.answers().answers[0]).series[0]?.lastValue).toBe(4);
  });

  it('answers latest values at once, then four times a second at most', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open({ kind: 'latest', id: 1, series: [ROOM, YARD] });
    const first = asLatest(views.answers().answers[0]);
    expect([...first.times]).toEqual([clock.now, Number.NaN]);
    expect([...first.values]).toEqual([1, Number.NaN]);
    let answered = 0;
    for (let step = 0; step < 100; step++) {
      clock.now += 10;
      room.append(clock.now, step);
      answered += views.answers().answers.length;
    }
    expect(answered).toBe(4);
  });

  it('answers with what has arrived since a reading from the future, as of its arrival at the latest', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    views.open({ kind: 'latest', id: 1, series: [ROOM, YARD] });
    views.open(chart(2, [ROOM]));
    room.append(clock.now + 240_000, 1, clock.now);
    const first = views.answers().answers;
    expect([...asLatest(first[0]).times]).toEqual([clock.now, Number.NaN]);
    expect(asChart(first[1]).series[0]?.heardTime).toBe(clock.now);
    clock.now += 10_000;
    room.append(clock.now + 1_000, 2, clock.now);
    const { times, values } = asLatest(views.answers().answers[0]);
    expect([...times]).toEqual([clock.now, Number.NaN]);
    expect([...values]).toEqual([2, Number.NaN]);
  });

  it('answers a view that is opened anew in any case, and a closed one never', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    room.append(clock.now, 1);
    views.open(chart(1, [ROOM]));
    views.answers();
    views.open(chart(1, [ROOM], { kind: 'live', spanMs: 1_000 }));
    expect(asChart(views.answers().answers[0]).from).toBe(clock.now - 1_000);
    views.open(chart(1, [YARD]));
    expect(asChart(views.answers().answers[0]).series[0]?.lastValue).toBeNaN();
    views.close(1);
    views.close(99);
    room.append(clock.now, 2);
    expect(views.answers().answers).toHaveLength(0);
  });

  it('lists each buffer once, and all that is answered lies in them', () => {
    const { clock, views, open } = setUp();
    for (let i = 0; i < 5_000; i++) open(ROOM).append(clock.now - 50_000 + i * 10, i % 7);
    open(YARD).append(clock.now, 1);
    views.open(chart(1, [ROOM, YARD, ROOM]));
    views.open(chart(2, [YARD]));
    views.open({ kind: 'latest', id: 3, series: [YARD] });
    const { answers, transfer } = views.answers();
    expect(new Set(transfer).size).toBe(transfer.length);
    const moved = structuredClone(answers, { transfer });
    expect(transfer.every(({ byteLength }) => byteLength === 0)).toBe(true);
    const [room, yard, again] = asChart(moved[0]).series;
    expect(room?.samples).toBe(5_000);
    expect(room?.times.length).toBeGreaterThan(600);
    expect(again?.times).toEqual(room?.times);
    expect([...(yard?.values ?? [])]).toEqual([1]);
    expect([...asLatest(moved[2]).values]).toEqual([1]);
  });

  it('shows a busy series completely after nobody has looked for a while', () => {
    const { clock, views, open } = setUp();
    const room = open(ROOM);
    const run = (count: number) => {
      for (let i = 0; i < count; i++) room.append(++clock.now, i % 50);
    };
    run(10_000);
    views.open(chart(1, [ROOM], MINUTE, 100));
    expect(asChart(views.answers().answers[0]).series[0]?.samples).toBe(10_000);
    run(250_000);
    const [columns] = asChart(views.answers().answers[0]).series;
    expect(columns).toMatchObject({ samples: 60_001, min: 0, max: 49, lastTime: clock.now });
    expect(columns?.times.at(-1)).toBe(clock.now);
  });
});
