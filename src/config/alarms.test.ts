import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAlarmRules } from './alarms.ts';

const limit = { id: 'hot', kind: 'limit', quantity: 'temperature', high: { at: 25 } };
const check = (...rules: unknown[]) => checkAlarmRules(rules, ['bridge']);

describe('alarm rules', () => {
  it('have what is left out filled in', () => {
    expect(check(limit)).toEqual({
      problems: [],
      rules: [
        {
          id: 'hot',
          kind: 'limit',
          title: 'hot',
          advice: '',
          connection: '*',
          device: '*',
          quantity: 'temperature',
          onDelayMs: 0,
          offDelayMs: 0,
          suppressWhileDown: true,
          suppressWhile: null,
          deadband: 0,
          limits: [{ level: 'high', at: 25, priority: 'high' }],
        },
      ],
    });
    expect(check({ id: 'down', kind: 'connection' }).rules).toMatchObject([
      { title: 'down', connection: '*', onDelayMs: 10_000, priority: 'high' },
    ]);
    expect(check({ id: 'quiet', kind: 'stale' }).rules).toMatchObject([{ quantity: '*', afterMs: null }]);
  });

  it('that are wrong are named with their path, and the others are watched', () => {
    const { rules, problems } = check(
      { ...limit, high: { at: 'warm' } },
      { ...limit, high: undefined },
      limit,
      { id: 'hot', kind: 'state', quantity: 'state', is: true },
      { id: 'x', kind: 'smell' },
      { id: 'y', kind: 'change', quantity: 'q', by: 1 },
      { id: 'z', kind: 'connection', connection: 'elsewhere' },
      { ...limit, id: 'w', suppressWhile: { quantity: 'state' } },
      { ...limit, id: 'v', low: { at: 26 } },
      { ...limit, id: 'u', low: { at: 24 }, deadband: 2 },
      { ...limit, id: 't', suppressWhile: { connection: 'elsewhere', quantity: 'state', is: false } },
      { ...limit, id: 's', suppressWhile: { device: 'pump*', quantity: 'state', is: false } },
      { ...limit, id: 'r', suppressWhile: { connection: '*', quantity: 'st*te', is: false } },
    );
    expect(rules.map(({ id }) => id)).toEqual(['hot']);
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':')))).toEqual([
      'alarms[0].high.at',
      'alarms[1]',
      'alarms[3].id',
      'alarms[4].kind',
      'alarms[5].withinSeconds',
      'alarms[6].connection',
      'alarms[7].suppressWhile',
      'alarms[8]',
      'alarms[9]',
      'alarms[10].suppressWhile.connection',
      'alarms[11].suppressWhile.device',
      'alarms[12].suppressWhile.connection',
      'alarms[12].suppressWhile.quantity',
    ]);
    for (const problem of problems) expect(problem).toMatch(/; the alarm is not watched$/);
  });

  it('never fail, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (raws) => {
        const { rules, problems } = checkAlarmRules(raws, []);
        return rules.length + problems.length >= raws.length;
      }),
    );
  });
});
