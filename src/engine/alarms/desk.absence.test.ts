import { describe, expect, it } from 'vitest';
import { atStart, plant, SECOND, STALE_MS, START, silent } from './desk.fixture.ts';

atStart();

const named = { ...silent, connection: 'c', device: 'pump', quantity: 'flow' };
const device = { ...named, quantity: '*' };

describe('a rule for staleness that names what has never been heard', () => {
  it('is raised once the link has been there for long enough, and ends with the first reading', async () => {
    const { desk, series, pass, shown, online } = await plant([named]);
    online.clear();
    await desk.start();
    pass(600 * SECOND);
    expect(shown()).toEqual([]);
    online.add('c');
    pass(61 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([
      {
        device: 'pump',
        quantity: 'flow',
        state: 'unacknowledged',
        raisedAt: START + 661 * SECOND,
        value: null,
      },
    ]);
    series('flow', 'pump').append(Date.now(), 1);
    pass(SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', quantity: 'flow', state: 'returned' }]);
    pass(60 * SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', quantity: 'flow', state: 'unacknowledged' }]);
  });

  it('is set aside while the link is down', async () => {
    const { desk, pass, only, online } = await plant([named]);
    await desk.start();
    pass(70 * SECOND);
    online.clear();
    pass(SECOND);
    expect(only()).toBe('suppressed');
    online.add('c');
    pass(SECOND);
    expect(only()).toBe('unacknowledged');
  });

  it('is one alarm for a device of which it means anything, over with whatever is heard of it', async () => {
    const { desk, series, pass, shown } = await plant([{ ...device, afterMs: null }]);
    await desk.start();
    pass(STALE_MS + SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', quantity: '', state: 'unacknowledged' }]);
    series('flow', 'other').append(Date.now(), 1);
    expect(shown()).toMatchObject([{ device: 'pump', state: 'unacknowledged' }]);
    series('running', 'pump', 'state').append(Date.now(), 1);
    expect(shown()).toMatchObject([{ device: 'pump', quantity: '', state: 'returned' }]);
    pass(600 * SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', quantity: '', state: 'returned' }]);
  });

  it('hears words, of which there is no series', async () => {
    const rules = [
      { ...named, quantity: 'mode' },
      { ...device, id: 'any' },
    ];
    const { desk, pass, shown } = await plant(rules);
    await desk.start();
    const mode = { connection: 'c', device: 'pump', quantity: 'mode' };
    for (let told = 0; told < 60; told++) {
      desk.reported(mode, 'idle', Date.now());
      pass(10 * SECOND);
    }
    expect(shown()).toEqual([]);
    pass(50 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    // Of the device it was only asked that anything is heard of it.
    expect(shown()).toMatchObject([
      { rule: 'silent', quantity: 'mode', state: 'unacknowledged', raisedAt: Date.now() - SECOND },
    ]);
    desk.reported(mode, 'idle', Date.now());
    expect(shown()).toMatchObject([{ rule: 'silent', state: 'returned' }]);
  });

  it('misses words that numbers have taken the place of, and that have taken the place of numbers, once', async () => {
    const { desk, store, series, pass, shown, journal } = await plant([{ ...named, quantity: 'mode' }]);
    await desk.start();
    const mode = { connection: 'c', device: 'pump', quantity: 'mode' };
    desk.reported(mode, 'idle', Date.now());
    pass(30 * SECOND);
    const numbers = series('mode', 'pump');
    for (let told = 0; told < 10; told++) {
      numbers.append(Date.now(), told);
      pass(10 * SECOND);
    }
    expect(shown()).toEqual([]);
    store.forget(numbers);
    desk.reported(mode, 'idle', Date.now());
    pass(60 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([{ state: 'unacknowledged' }]);
    expect(await journal()).toEqual(['raised']);
  });

  it('says nothing where anything would do, or where its connection is not there', async () => {
    const rules = [
      silent,
      { ...named, connection: '*' },
      { ...named, device: 'p*' },
      { ...named, connection: 'x' },
    ];
    const { desk, pass, shown } = await plant(rules.map((rule, index) => ({ ...rule, id: `${index}` })));
    await desk.start();
    pass(600 * SECOND);
    expect(shown()).toEqual([]);
  });

  it('follows connections that come and go', async () => {
    const { desk, series, pass, shown, configured, online } = await plant([{ ...named, connection: 'new' }]);
    await desk.start();
    pass(600 * SECOND);
    configured.add('new');
    online.add('new');
    pass(60 * SECOND);
    expect(shown()).toEqual([]);
    pass(3 * SECOND);
    expect(shown()).toMatchObject([{ connection: 'new', state: 'unacknowledged' }]);
    configured.delete('new');
    pass(SECOND);
    expect(shown()).toEqual([]);
    series('flow', 'pump');
    expect(shown()).toEqual([]);
  });

  it('counts anew where another connection takes the place of the one that brought it', async () => {
    const { desk, series, pass, shown, replace } = await plant([named]);
    await desk.start();
    series('flow', 'pump').append(START, 1);
    pass(30 * SECOND);
    replace();
    pass(61 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', state: 'unacknowledged' }]);
    series('flow', 'pump').append(Date.now(), 1);
    pass(SECOND);
    expect(shown()).toMatchObject([{ device: 'pump', state: 'returned' }]);
  });

  it('is still there after a reload, and counts no time that nobody was there', async () => {
    const first = await plant([named, { ...device, id: 'any' }]);
    await first.desk.start();
    first.pass(70 * SECOND);
    const ids = first.shown().map(({ id }) => id);
    first.desk.act({ kind: 'acknowledge', alarms: ids });
    await first.journal();
    first.desk.stop();
    const next = await plant([named, { ...device, id: 'any' }], first.database);
    await next.desk.start();
    next.pass(10 * SECOND);
    const [state, isRecalled] = ['acknowledged', true];
    expect(next.shown()).toMatchObject([
      { state, isRecalled },
      { state, isRecalled },
    ]);
    next.pass(60 * SECOND);
    expect(next.shown()).toMatchObject([
      { state, isRecalled: false },
      { state, isRecalled: false },
    ]);
    next.series('flow', 'pump').append(Date.now(), 1);
    next.pass(SECOND);
    expect(next.shown()).toEqual([]);
  });
});
