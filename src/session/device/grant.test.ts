import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AFTER_DENIAL_MS,
  afterAnswer,
  beginGrant,
  type DeviceAnswer,
  type DeviceCode,
  type DeviceGrant,
  dueMove,
} from './grant.ts';

type Answer = Parameters<typeof afterAnswer>[1];

const CODE: DeviceCode = {
  secret: 'the-secret',
  userCode: 'WDJB-MJHT',
  address: 'https://id.example.com/device',
  fullAddress: 'https://id.example.com/device?user_code=WDJB-MJHT',
  tokenEndpoint: 'https://id.example.com/token',
  issuer: 'https://id.example.com',
  endsAt: 600_000,
  interval: 5_000,
};
const CODED: Answer = { kind: 'code', code: CODE };

/** Gives answers, each at the time the question for it was due. */
function given(answers: readonly Answer[], random = 0.5): { grant: DeviceGrant; now: number } {
  let grant = beginGrant(0);
  let now = 0;
  for (const answer of answers) {
    now = grant.next.at;
    grant = afterAnswer(grant, answer, now, random);
  }
  return { grant, now };
}

describe('a sign-in by another device', () => {
  it('asks for a code at once, then for its outcome once an interval', () => {
    expect(beginGrant(7).next).toEqual({ kind: 'ask-for-a-code', at: 7 });
    expect(given([CODED]).grant.next).toEqual({ kind: 'ask-for-the-outcome', at: 5_000 });
    expect(given([CODED, { kind: 'pending' }]).grant.next.at).toBe(10_000);
  });

  it('asks five seconds less often for good after each "slow down"', () => {
    const { grant, now } = given([CODED, { kind: 'slow-down' }, { kind: 'slow-down' }]);
    expect(grant.next.at - now).toBe(15_000);
    const later = given([CODED, { kind: 'slow-down' }, { kind: 'slow-down' }, { kind: 'pending' }]);
    expect(later.grant.next.at - later.now).toBe(15_000);
  });

  it('asks for another code when the one shown ends, which is shown until then', () => {
    const { grant } = given([
      { kind: 'code', code: { ...CODE, endsAt: 12_000 } },
      { kind: 'pending' },
      { kind: 'pending' },
    ]);
    expect(grant.next).toEqual({ kind: 'ask-for-a-code', at: 12_000 });
    expect(grant.code?.userCode).toBe('WDJB-MJHT');
  });

  it('asks once more shortly before the code ends, for somebody may have approved since the last time', () => {
    for (const endsAt of [600_000, 601_500, 603_000, 604_999]) {
      const code = { ...CODE, endsAt };
      let grant = afterAnswer(beginGrant(0), { kind: 'code', code }, 0, 0);
      let asked = 0;
      while (grant.next.kind === 'ask-for-the-outcome') {
        expect(grant.next.at).toBeGreaterThanOrEqual(asked + code.interval);
        asked = grant.next.at;
        grant = afterAnswer(grant, { kind: 'pending' }, asked, 0);
      }
      expect(asked).toBe(endsAt - 2_000);
      expect(grant.next.at).toBe(endsAt);
    }
  });

  it('asks once more before the code ends where the provider was away, too', () => {
    const away: Answer = { kind: 'unreachable' };
    const grant = afterAnswer(given([CODED]).grant, away, 590_000, 1);
    expect(grant.next).toEqual({ kind: 'ask-for-the-outcome', at: 598_000 });
  });

  it('asks for another code after a sleep in which the one shown has ended', () => {
    const { grant } = given([CODED]);
    expect(dueMove(grant, 5_000)).toBe('ask-for-the-outcome');
    expect(dueMove(grant, 600_000)).toBe('ask-for-a-code');
  });

  it('asks for another code when the provider says that this one is over', () => {
    const { grant, now } = given([CODED, { kind: 'over' }]);
    expect(grant).toMatchObject({ code: null, trouble: null, next: { kind: 'ask-for-a-code' } });
    expect(grant.next.at - now).toBeGreaterThanOrEqual(1_000);
  });

  it('shows no code after a denial, says so for a minute, then begins again', () => {
    const { grant, now } = given([CODED, { kind: 'denied' }]);
    expect(grant).toMatchObject({ code: null, trouble: { kind: 'denied' } });
    expect(grant.next).toEqual({ kind: 'ask-for-a-code', at: now + AFTER_DENIAL_MS });
    expect(afterAnswer(grant, CODED, now + AFTER_DENIAL_MS, 0).trouble).toBeNull();
  });

  it('keeps a code while the provider is away, asking ever less often, and says so', () => {
    const away: Answer = { kind: 'unreachable' };
    const { grant, now } = given([CODED, away, away, away], 1);
    expect(grant).toMatchObject({ code: { userCode: 'WDJB-MJHT' }, trouble: away });
    expect(grant.next.at - now).toBe(40_000);
    expect(afterAnswer(grant, { kind: 'pending' }, now, 0)).toMatchObject({ trouble: null, failures: 0 });
  });

  it('asks a provider that refuses the page itself seldom, and goes on', () => {
    const refusal: Answer = { kind: 'refused', reason: 'unauthorized_client' };
    const { grant, now } = given(
      Array.from({ length: 12 }, () => refusal),
      1,
    );
    expect(grant).toMatchObject({ code: null, trouble: refusal });
    expect(grant.next.at - now).toBe(300_000);
  });
});

const answers: fc.Arbitrary<(now: number) => Answer> = fc.oneof(
  fc
    .record({
      life: fc.integer({ min: 1, max: 900_000 }),
      interval: fc.integer({ min: 1_000, max: 300_000 }),
    })
    .map(
      ({ life, interval }) =>
        (now: number): Answer => ({ kind: 'code', code: { ...CODE, interval, endsAt: now + life } }),
    ),
  fc
    .constantFrom<Exclude<DeviceAnswer<never>['kind'], 'code' | 'tokens' | 'refused'>>(
      'pending',
      'slow-down',
      'over',
      'denied',
      'unreachable',
      'unanswered',
      'not-offered',
      'unloaded',
    )
    .map((kind) => (): Answer => ({ kind })),
  fc.string().map((reason) => (): Answer => ({ kind: 'refused', reason })),
);

describe('whatever a provider answers, a sign-in by another device', () => {
  it('never ends by itself, never asks too often, and never asks for the outcome of a code that has ended', () => {
    const steps = fc.array(
      fc.record({
        answer: answers,
        late: fc.nat(120_000),
        random: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        let grant = beginGrant(0);
        for (const { answer, late, random } of list) {
          const now = grant.next.at + late;
          const move = dueMove(grant, now);
          if (move === 'ask-for-the-outcome') expect(grant.code?.endsAt).toBeGreaterThan(now);
          const next = afterAnswer(grant, answer(now), now, random);
          const wait = next.next.at - now;
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(900_000);
          if (next.next.kind === 'ask-for-the-outcome') {
            expect(wait).toBeGreaterThanOrEqual(next.code?.interval ?? Number.POSITIVE_INFINITY);
          } else if (!next.code) expect(wait).toBeGreaterThanOrEqual(1_000);
          if (
            next.code &&
            grant.code &&
            next.code.secret === grant.code.secret &&
            answer(now).kind !== 'code'
          )
            expect(next.code.interval).toBeGreaterThanOrEqual(grant.code.interval);
          grant = next;
        }
      }),
    );
  });

  it('is with a provider again within a minute of its coming back, hours later too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (times, random) => {
          const away = Array.from({ length: times }, (): Answer => ({ kind: 'unreachable' }));
          const { grant, now } = given(away, random);
          expect(grant.next.at - now).toBeLessThanOrEqual(60_000);
        },
      ),
      { numRuns: 50 },
    );
  });
});
