import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { holdTime, live, pictureOf, replayed, type Step, settingsOf } from './replay.fixture.ts';

beforeEach(holdTime);

const clownFrame = fc.record({
  do: fc.constant('frame' as const),
  link: fc.constant(''),
  event: fc.constant(''),
  body: fc.oneof(
    fc
      .record({ at: fc.constantFrom('a/1', 'b/2'), value: fc.double({ noNaN: true, min: -50, max: 50 }) })
      .map(({ at, value }) => `["${at}", {"temperature": [${value}, "℃"], "password": "hunter2hunter2"}]\n`),
    fc.constantFrom(
      '["relay/1", {"state": true}]',
      '["relay/1", {"state": null}]',
      'garbage',
      new TextEncoder().encode('["a/1", {"temperature": 5}]'),
      new Uint8Array([0xff, 0xfe]),
    ),
  ),
});
const again = (link: fc.Arbitrary<string>) =>
  fc.record({ do: fc.constantFrom('reopen' as const, 'break' as const), link });
const pauses = fc.integer({ min: 0, max: 3_000 });
const clownSteps = fc.array(
  fc.tuple(pauses, fc.oneof({ weight: 8, arbitrary: clownFrame }, again(fc.constant('')))),
  {
    maxLength: 60,
  },
);
const entity = fc.constantFrom('1', '2');
/** Streambed's streams: what one begins with is the newest ten readings of before, which the session lines up by time. */
const streamSteps = fc
  .array(
    fc.tuple(
      pauses,
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({ do: fc.constant('value' as const), link: entity, value: fc.nat(30) }),
        },
        again(entity),
      ),
    ),
    { maxLength: 80 },
  )
  .map((script) => {
    const known = new Map<string, number[]>();
    const frame = (link: string, value: number): Step => ({
      do: 'frame',
      link,
      event: '',
      body: JSON.stringify({ TemperatureRead: { temperature: value } }),
    });
    return script.flatMap(([ms, step]): (readonly [number, Step])[] => {
      const values = known.get(step.link) ?? [];
      known.set(step.link, values);
      if (step.do === 'value') {
        values.push(step.value);
        return [[ms, frame(step.link, step.value)]];
      }
      return [[ms, step], ...values.slice(-10).map((value) => [1, frame(step.link, value)] as const)];
    });
  });

describe('a recording that is replayed', () => {
  it('gives the same samples, at the same times, with the same gaps (Clown.Talk)', async () => {
    await fc.assert(
      fc.asyncProperty(clownSteps, async (steps) => {
        const before = await live(settingsOf('clown-talk', {}), steps);
        const { store } = await replayed(before.text, Number.POSITIVE_INFINITY, 1_000);
        expect(pictureOf(store)).toEqual(pictureOf(before.store));
      }),
      { numRuns: 100 },
    );
  });

  it('lines up what streams repeat by the time of the recording, however fast it is played (Streambed)', async () => {
    await fc.assert(
      fc.asyncProperty(streamSteps, async (script) => {
        // From its beginning on, as a recording does that is begun before the streams open.
        const steps: (readonly [number, Step])[] = [
          [0, { do: 'reopen', link: '1' }],
          [0, { do: 'reopen', link: '2' }],
          ...script,
        ];
        const before = await live(settingsOf('streambed', { entities: ['1', '2'] }), steps);
        const { store } = await replayed(before.text, Number.POSITIVE_INFINITY, 1_000);
        expect(pictureOf(store)).toEqual(pictureOf(before.store));
      }),
      { numRuns: 100 },
    );
  });
});
