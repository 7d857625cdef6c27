import { describe, expect, it } from 'vitest';
import { toJson, toText } from './report.ts';
import { resultsWith, windowWith } from './window.fixture.ts';

const NOT_SENT = {
  rate: 7000,
  takenRate: 7000,
  lost: 0,
  senderFellShort: true,
  held: false,
};
const LOST = { lost: 123_456, takenRate: 11_769, receiverFellShort: true, held: false };

function at20k(changes: Parameters<typeof windowWith>[0]) {
  return resultsWith({ fixed: [{ kind: 'json', window: windowWith(changes) }] });
}

describe("the bench's figures for machines", () => {
  it('hold what was drawn at 20,000 frames a second that were sent and taken in', () => {
    expect(toJson(at20k({}))).toMatchObject({
      at20k: { fps: 58, slowestFps: 30, frameGapP95Ms: 16.8, longTaskMsPerS: 0, paintLagP95Ms: 51.6 },
    });
    expect(toJson(at20k({}))).not.toHaveProperty('at20k.why');
  });

  it.each([
    ['that were not sent', NOT_SENT, 'the generator sent 7,000 of 20,000 readings a second'],
    ['of which readings were lost', LOST, '123,456 of 300,000 readings were lost'],
    [
      'that were not taken in',
      { takenRate: 12_000, receiverFellShort: true, held: false },
      'the receiver took in 12,000 of 20,000 readings a second',
    ],
    [
      'whose receiver was gone',
      { ...NOT_SENT, rate: 2700, cut: 'link-ended' as const, sentSeconds: 2.04 },
      'the link ended after 2.0 of 15 s',
    ],
    [
      'that piled up before the receiver',
      { ...NOT_SENT, cut: 'overrun' as const, sentSeconds: 7 },
      'the receiver was so far behind that it was broken off after 7.0 of 15 s',
    ],
  ])('hold nothing of frames %s, but why', (_, changes, why) => {
    const nothing = {
      fps: null,
      slowestFps: null,
      frameGapP95Ms: null,
      longTaskMsPerS: null,
      paintLagP95Ms: null,
    };
    expect(toJson(at20k(changes))).toMatchObject({ at20k: { ...nothing, why } });
  });

  it('take no other kind and no other rate for it', () => {
    const fixed = [
      { kind: 'drogue' as const, window: windowWith() },
      { kind: 'json' as const, window: windowWith({ framesPerSecond: 5000 }) },
    ];
    expect(toJson(resultsWith({ fixed }))).toMatchObject({ at20k: { fps: null, why: 'not measured' } });
  });

  it('hold a rate of 0 where none was held', () => {
    const limit = { json: windowWith({ rate: 25_577.4 }) };
    const signalbox = { json: windowWith({ held: false }) };
    expect(toJson(resultsWith({ limit, signalbox }))).toMatchObject({
      limit: { json: { rate: 25_577 } },
      signalbox: { json: { rate: 0, lagP95Ms: 25 } },
    });
  });

  it('hold the bytes of a soak only where readings came all the time, and how long they came', () => {
    const bytes = { startBytes: 75_000_000, endBytes: 75_000_000 };
    const whole = { ...bytes, seconds: 600.02, shortfall: null };
    expect(toJson(resultsWith({ soak: whole }))).toMatchObject({ soak: { ...bytes, seconds: 600 } });
    const shortfall = 'the link ended after 2.0 of 600 s';
    expect(toJson(resultsWith({ soak: { ...bytes, seconds: 2, shortfall } }))).toMatchObject({
      soak: { startBytes: null, endBytes: null, seconds: 2, why: shortfall },
    });
    expect(toJson(resultsWith())).toMatchObject({ soak: null });
  });

  it('say when they are those of a quick run', () => {
    expect(toJson(resultsWith({ quick: true }))).toMatchObject({ quick: true });
    expect(toJson(resultsWith())).not.toHaveProperty('quick');
  });
});

describe("the bench's tables", () => {
  it('tell what was sent, taken in and lost at a fixed rate', () => {
    const row = /^\| json +\| +20,000 \| +20,000 \| +19,998 \| +0 \| +58 \|/m;
    expect(toText(at20k({}))).toMatch(row);
    expect(toText(at20k({}))).not.toContain('counts for nothing');
  });

  it('say in words where the generator or the page fell short', () => {
    expect(toText(at20k({ ...NOT_SENT, ...LOST, rate: 7000 }))).toContain(
      '- json at 20,000 frames/s counts for nothing: the generator sent 7,000 of 20,000 readings a second, 123,456 of 105,000 readings were lost.',
    );
  });

  it('say why no rate was held', () => {
    const text = toText(resultsWith({ limit: { drogue: windowWith(NOT_SENT) } }));
    expect(text).toContain(
      '- drogue, the limit: nothing was held; in the last window the generator sent 7,000 of 20,000 readings a second.',
    );
    const late = { held: false, lag: { p50: 100, p95: 300, first: 100, last: 100 } };
    expect(toText(resultsWith({ signalbox: { json: windowWith(late) } }))).toContain(
      '- json, Signalbox: nothing was held; in the last window it was all taken in, but too late.',
    );
  });

  it('have no growth of a soak that broke off, and no cost of what was not taken in', () => {
    const shortfall = 'the link ended after 2.0 of 600 s';
    const soak = { startBytes: 75_000_000, endBytes: 75_000_000, seconds: 2, shortfall };
    const cost = { what: 'a frame of a 24h window', unit: 'ms', value: Number.NaN, shortfall };
    const text = toText(resultsWith({ soak, costs: [cost] }));
    expect(text).toMatch(
      /^\| heap and buffers over the soak +\| +– \(the link ended after 2\.0 of 600 s\) \|$/m,
    );
    expect(text).toMatch(/^\| a frame of a 24h window +\| +– \(the link ended after 2\.0 of 600 s\) \|$/m);
    expect(text).not.toContain('%');
  });
});
