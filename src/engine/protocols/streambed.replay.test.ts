import { describe, expect, it } from 'vitest';
import { REGISTERED, read, start } from './streambed.fixture.ts';

describe('a replay of streambed', () => {
  it('takes the first replay for history and what follows for readings', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (const text of [REGISTERED, read(20), read(21)]) receive(text);
    context.pass(250);
    expect(sink.histories).toEqual([{ device: '1', quantity: 'temperature', values: [20, 21], unit: '℃' }]);
    context.pass(1_750);
    receive(read(22));
    expect(sink.readings).toEqual([
      { device: '1', quantity: 'temperature', time: context.now(), value: 22, unit: '℃' },
    ]);
  });

  it('takes a reading for live when the entity had none before', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    receive(REGISTERED);
    context.pass(2_000);
    receive(read(5));
    expect(sink.histories).toEqual([]);
    expect(sink.values).toEqual([['1 temperature', 5]]);
  });

  it('takes what pauses within the first seconds for history, too: dated now, old values would look live', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (const value of [1, 2, 3]) receive(read(value));
    context.pass(400);
    for (const value of [4, 5, 6, 7]) receive(read(value));
    context.pass(400);
    // The newest list takes the place of the one before.
    expect(sink.histories.map(({ values }) => values)).toEqual([
      [1, 2, 3],
      [1, 2, 3, 4, 5, 6, 7],
    ]);
    context.pass(2_000);
    receive(read(8));
    expect(sink.values).toEqual([['1 temperature', 8]]);
  });

  it.each([
    ['says so', true],
    ['says nothing', false],
  ])('is live again soon after a service came back with an empty log, and %s', (_, isRegistered) => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (let count = 0; count < 10; count++) receive(read(21));
    session.closed('1', { code: 1006, reason: '', wasOpen: true });
    session.opened('1');
    if (isRegistered) receive(REGISTERED);
    context.pass(60_000);
    for (let minute = 0; minute < 10; minute++) {
      receive(read(21));
      context.pass(60_000);
    }
    expect(sink.readings).toHaveLength(10);
  });

  /** A page that knows ten readings, and whose stream was opened anew. */
  function reopened() {
    const page = start();
    page.session.opened('1');
    for (let value = 1; value <= 10; value++) page.receive(read(value));
    page.session.closed('1', { code: 1006, reason: '', wasOpen: true });
    page.context.pass(1_000);
    page.session.opened('1');
    return page;
  }

  it.each([
    ['before it says anything', 0, false],
    ['before the first value', 0, true],
    ['after some values', 4, true],
    ['before the last value', 9, true],
  ])('adds nothing twice when a stream that was opened anew stalls %s', (_, before, isRegistered) => {
    const { context, receive, sink } = reopened();
    if (isRegistered) receive(REGISTERED);
    for (let value = 1; value <= before; value++) receive(read(value));
    context.pass(6_000);
    if (!isRegistered) receive(REGISTERED);
    for (let value = before + 1; value <= 10; value++) receive(read(value));
    context.pass(6_000);
    expect(sink.readings).toEqual([]);
    expect(sink.skips).toEqual([]);
    receive(read(10));
    expect(sink.values).toEqual([['1 temperature', 10]]);
  });

  it('adds what is new where a stalled replay goes on, dated as it came', () => {
    const { context, receive, sink } = reopened();
    for (let value = 3; value <= 6; value++) receive(read(value));
    context.pass(6_000);
    const arrived = context.now();
    for (let value = 7; value <= 12; value++) receive(read(value));
    expect(sink.readings.map(({ value, time }) => [value, time])).toEqual([
      [11, arrived],
      [12, arrived],
    ]);
    expect(sink.skips).toEqual([]);
  });

  it.each([
    ['before the first value', 0],
    ['after some values', 4],
  ])(
    'adds nothing twice when a stream that was opened anew stalls %s, and right after the next again',
    (_, before) => {
      const { context, receive, sink } = reopened();
      receive(REGISTERED);
      for (let value = 1; value <= before; value++) receive(read(value));
      context.pass(6_000);
      receive(read(before + 1));
      context.pass(1_100);
      for (let value = before + 2; value <= 10; value++) receive(read(value));
      context.pass(6_000);
      expect(sink.readings).toEqual([]);
      expect(sink.skips).toEqual([]);
    },
  );

  it('takes a value for live that goes on as a replay would and stays alone all the same, dated as it came', () => {
    const { context, receive, sink } = reopened();
    for (let value = 1; value <= 4; value++) receive(read(value));
    context.pass(6_000);
    const arrived = context.now();
    receive(read(5));
    context.pass(30_000);
    expect(sink.readings.map(({ value, time }) => [value, time])).toEqual([[5, arrived]]);
    expect(sink.skips).toHaveLength(4);
  });

  it('takes a value for live that stays alone where the log began anew, though it is the newest known', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (const value of [20, 21, 22]) receive(read(value));
    context.pass(3_000);
    session.closed('1', { code: 1006, reason: '', wasOpen: true });
    session.opened('1');
    receive(REGISTERED);
    context.pass(10_000);
    const arrived = context.now();
    receive(read(22));
    context.pass(30_000);
    expect(sink.readings.map(({ value, time }) => [value, time])).toEqual([[22, arrived]]);
  });

  it.each([
    ['is another one', [99]],
    ['is followed by others', [99, 98]],
  ])('takes a value for live that comes after a long silence in a replay and %s', (_, live) => {
    const { context, receive, sink } = reopened();
    for (let value = 1; value <= 4; value++) receive(read(value));
    context.pass(6_000);
    const arrived = context.now();
    for (const value of live) receive(read(value));
    context.pass(1_000);
    expect(sink.readings.map(({ value, time }) => [value, time])).toEqual(
      live.map((value) => [value, arrived]),
    );
    expect(sink.skips).toHaveLength(4);
  });

  it.each([true, false])(
    'takes a first replay for history that is long under way (opened again: %s)',
    (isCut) => {
      const { context, session, receive, sink } = start();
      session.opened('1');
      if (isCut) {
        receive(REGISTERED);
        context.pass(3_000);
        session.closed('1', { code: 1006, reason: '', wasOpen: true });
        session.opened('1');
      }
      context.pass(6_000);
      receive(REGISTERED);
      for (let value = 1; value <= 10; value++) receive(read(value));
      expect(sink.readings).toEqual([]);
      expect(sink.histories.map(({ values }) => values)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
    },
  );

  it('knows a reading that came live after an empty log when it is replayed', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    receive(REGISTERED);
    context.pass(2_000);
    receive(read(5));
    session.closed('1', { code: 1000, reason: '', wasOpen: true });
    session.opened('1');
    receive(REGISTERED);
    for (const value of [5, 6]) receive(read(value));
    context.pass(250);
    expect(sink.histories).toEqual([]);
    expect(sink.values.map(([, value]) => value)).toEqual([5, 6]);
  });

  it('counts what it cannot tell from what is known where the replay ends there', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (let count = 0; count < 10; count++) receive(read(21));
    session.closed('1', { code: 1006, reason: '', wasOpen: true });
    session.opened('1');
    receive(read(21));
    context.pass(60_000);
    receive(read(21));
    expect(sink.skips).toEqual(['a reading that may be one known before']);
    expect(sink.readings).toHaveLength(1);
  });

  it('waits no longer once ten values are there', () => {
    const { session, receive, sink } = start();
    session.opened('1');
    for (let value = 0; value < 11; value++) receive(read(value));
    expect(sink.histories[0]?.values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sink.values).toEqual([['1 temperature', 10]]);
  });

  it('adds nothing when a replay brings only what is known, however often values repeat', () => {
    const { context, session, receive, sink } = start();
    const log = [21, 21, 21, 22, 21];
    for (let opening = 0; opening < 5; opening++) {
      session.opened('1');
      receive(REGISTERED);
      for (const value of log) receive(read(value));
      context.pass(2_000);
      session.closed('1', { code: 1000, reason: '', wasOpen: true });
    }
    expect(sink.histories).toHaveLength(1);
    expect(sink.readings).toEqual([]);
  });

  it('adds what came while the stream was away, at its time of arrival', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (const value of [1, 2, 3]) receive(read(value));
    context.pass(2_000);
    session.closed('1', { code: 1006, reason: '', wasOpen: true });
    context.pass(5000);
    session.opened('1');
    for (const value of [1, 2, 3, 3, 4]) receive(read(value));
    const arrived = context.now();
    context.pass(300);
    expect(sink.readings.map(({ value, time }) => [value, time])).toEqual([
      [3, arrived],
      [4, arrived],
    ]);
  });

  it('takes nothing twice when the replay pauses in the middle', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (let value = 0; value < 10; value++) receive(read(value));
    session.closed('1', { code: 1000, reason: '', wasOpen: true });
    session.opened('1');
    for (let value = 0; value < 10; value++) {
      receive(read(value));
      context.pass(400);
    }
    receive(read(10));
    context.pass(400);
    expect(sink.values).toEqual([['1 temperature', 10]]);
  });

  it('forgets a replay that was cut short', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (let value = 0; value < 10; value++) receive(read(value));
    for (let cut = 0; cut < 9; cut++) {
      session.opened('1');
      for (let value = 0; value < cut; value++) receive(read(value));
      session.closed('1', { code: 1006, reason: '', wasOpen: true });
      context.pass(1000);
    }
    expect(sink.readings).toEqual([]);
  });

  it('says when none of the replay is known', () => {
    const { session, receive, sink } = start();
    session.opened('1');
    for (let value = 0; value < 10; value++) receive(read(value));
    session.closed('1', { code: 1006, reason: '', wasOpen: true });
    session.opened('1');
    for (let value = 50; value < 60; value++) receive(read(value));
    expect(sink.readings).toHaveLength(10);
    expect(sink.notices).toHaveLength(1);
  });
});
