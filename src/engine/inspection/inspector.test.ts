import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { INSPECTED_FRAMES } from '../../model/inspection.ts';
import type { Sink } from '../protocols/protocol.ts';
import { Inspector } from './inspector.ts';

function silentSink() {
  return {
    reading: vi.fn(),
    history: vi.fn(),
    state: vi.fn(),
    rejection: vi.fn(),
    device: vi.fn(),
    actuator: vi.fn(),
    event: vi.fn(),
    notice: vi.fn(),
    unreadable: vi.fn(),
    skipped: vi.fn(),
    doubt: vi.fn(),
  };
}

function setUp(secrets: readonly string[] = []) {
  let now = 1_000_000;
  const over = vi.fn();
  const to = silentSink();
  const inspector = new Inspector({ now: () => now, secrets: () => secrets, over });
  const arrive = (body: unknown, decode: (sink: Sink) => void = () => {}) => {
    decode(inspector.arrived({ body, event: '', link: '', receivedAt: now }, to));
    inspector.decoded();
  };
  return {
    inspector,
    to,
    over,
    arrive,
    pass(ms: number) {
      now += ms;
    },
  };
}

describe('an inspection', () => {
  it('shows a frame beside what was taken from it, and hands everything on', () => {
    const { inspector, arrive, to } = setUp();
    arrive('{"t":20}', (sink) => {
      sink.reading('room', 't', 5, 20, '℃');
      sink.state('relay', 'state', true, 5);
    });
    const [frame] = inspector.take(0).frames;
    expect(frame).toMatchObject({ direction: 'in', text: '{"t":20}', size: 8, isCut: false, unreadable: '' });
    expect(frame?.decoded).toEqual([
      { what: 'reading', device: 'room', name: 't', value: 20, unit: '℃', time: 5 },
      { what: 'state', device: 'relay', name: 'state', value: true, unit: '', time: 5 },
    ]);
    expect(to.reading).toHaveBeenCalledWith('room', 't', 5, 20, '℃');
    expect(to.state).toHaveBeenCalledWith('relay', 'state', true, 5);
  });

  it('marks what could not be read with the reason', () => {
    const { inspector, arrive, to } = setUp();
    arrive('garbage', (sink) => sink.unreadable('not JSON'));
    expect(inspector.take(0).frames[0]).toMatchObject({ text: 'garbage', unreadable: 'not JSON' });
    expect(to.unreadable).toHaveBeenCalledWith('not JSON');
  });

  it('leaves secrets out of frames and of what was taken from them', () => {
    const { inspector, arrive } = setUp(['known-secret']);
    arrive('{"password":"swordfish","echo":"known-secret"}', (sink) => {
      sink.state('d', 'password', 'swordfish', 1);
      sink.state('gw/wifi-password', 'value', 'swordfish', 1);
      sink.event('d', 'Bearer swordfish and known-secret', 1);
    });
    inspector.sent('', [{ body: '{"RefreshAccessToken":"swordfish"}' }], 'sent');
    const shown = JSON.stringify(inspector.take(0));
    expect(shown).not.toContain('swordfish');
    expect(shown).not.toContain('known-secret');
  });

  it('cuts long frames and says how large they are', () => {
    const { inspector, arrive } = setUp();
    arrive(`é${'x'.repeat(1_000_000)}`);
    arrive(new Uint8Array(500_000).fill(0x61));
    const [text, bytes] = inspector.take(0).frames;
    expect(text).toMatchObject({ size: 1_000_002, isCut: true, isBinary: false });
    expect(bytes).toMatchObject({ size: 500_000, isCut: true, isBinary: true });
    expect(text?.text.length).toBeLessThanOrEqual(4096);
    expect(bytes?.text.length).toBeLessThanOrEqual(4096);
  });

  it('does not show half of a secret that the cut goes through', () => {
    const { inspector, arrive } = setUp();
    arrive(`{"pad":"${'x'.repeat(4_060)}","token":"abcdefghijklmnopqrstuvwxyz"}`);
    expect(inspector.take(0).frames[0]?.text).not.toContain('abcdef');
  });

  it('does not show the beginning of one beside the frame either, where what was taken from it is cut', () => {
    const secret = 'Zq8-hub-password-is-long-77';
    const { inspector, arrive } = setUp([secret]);
    const text = `${'x'.repeat(185)}${secret}`;
    arrive(JSON.stringify({ note: text }), (sink) => {
      sink.state('d', 'note', text, 1);
      sink.reading(text, text, 1, 5, text);
    });
    const [frame] = inspector.take(0).frames;
    expect(frame?.decoded[0]?.value).toBe(`${'x'.repeat(185)}[left out]`);
    expect(JSON.stringify(frame)).not.toContain('Zq8');
  });

  it.each([
    ['text', (text: string) => text],
    ['bytes', (text: string) => new TextEncoder().encode(text)],
  ])(
    'shows no part of a known secret where reading ends in it, though what is before it gets shorter (%s)',
    (_what, body) => {
      const secret = 'Zq8-hub-password-is-long-77é';
      const { inspector, arrive } = setUp([secret]);
      for (let part = 1; part <= secret.length + 2; part++) {
        const before = `{"token":"${'t'.repeat(6_000)}","note":"`;
        const note = 'x'.repeat(8_192 - before.length - part);
        arrive(body(`${before}${note}${secret}","more":"${'y'.repeat(100)}"}`), (sink) => {
          const begin = `token=${'t'.repeat(4_000)} `;
          sink.event('d', `${begin}${'x'.repeat(4_096 - begin.length - part)}${secret}`, 1);
        });
      }
      const { frames } = inspector.take(0);
      expect(frames).toHaveLength(secret.length + 2);
      expect(frames.every((one) => one.isCut && one.text.includes('xxx'))).toBe(true);
      expect(JSON.stringify(frames)).not.toMatch(/Z|Zq|word|77/);
    },
  );

  it('shows no part of one that lies at the edge of another', () => {
    const { inspector, arrive } = setUp(['abcdabcdEFabcd', 'EFab']);
    for (let part = 1; part < 60; part++)
      arrive(
        `Bearer ${'t'.repeat(6_000)} ${'x'.repeat(2_184 - part)}abcdabcdEFabcdabcdabcdEFabcd${'y'.repeat(200)}`,
      );
    expect(JSON.stringify(inspector.take(0))).not.toMatch(/xa|EF|cd/);
  });

  it('cuts what was taken from a frame', () => {
    const { inspector, arrive } = setUp();
    arrive('long', (sink) => sink.event('d', 'x'.repeat(100_000), 1));
    expect(inspector.take(0).frames[0]?.decoded[0]?.value).toBe('x'.repeat(200));
  });

  it('keeps some tens of frames a second and counts the others; unreadable ones are not lost among them', () => {
    const { inspector, arrive, pass } = setUp();
    for (let second = 0; second < 3; second++) {
      for (let i = 0; i < 20_000; i++) arrive(`["${i}"]`);
      arrive('garbage', (sink) => sink.unreadable('not JSON'));
      pass(1000);
    }
    const { frames, seen, leftOut } = inspector.take(0);
    expect(seen).toBe(60_003);
    expect(frames.length).toBeLessThan(200);
    expect(frames.length + leftOut).toBe(seen);
    expect(frames.filter((one) => one.unreadable !== '')).toHaveLength(3);
  });

  it('keeps what is sent while a frame is decoded behind that frame', () => {
    const { inspector, arrive } = setUp();
    arrive('question', () => inspector.sent('', [{ body: 'answer' }], 'sent'));
    expect(inspector.take(0).frames.map((one) => one.text)).toEqual(['question', 'answer']);
  });

  it('says of what was not sent why', () => {
    const { inspector } = setUp();
    inspector.sent('', [{ body: 'x' }], 'backlog');
    expect(inspector.take(0).frames[0]?.notSent).toContain('stuck');
  });

  it('shows orders by HTTP without their credentials', () => {
    const { inspector } = setUp();
    inspector.requested({
      kind: 'http',
      method: 'POST',
      url: 'https://c/d',
      headers: { Authorization: 'Bearer abcdef' },
      body: '{"level":5}',
      confirmation: { by: 'acceptance' },
      renewOn401: true,
    });
    const [request] = inspector.take(0).frames;
    expect(request).toMatchObject({ kind: 'request', direction: 'out' });
    expect(request?.text).toContain('{"level":5}');
    expect(request?.text).not.toContain('abcdef');
  });

  it('is over when nobody has asked for some seconds', () => {
    const { inspector, arrive, pass, over } = setUp();
    pass(14_000);
    arrive('a');
    expect(over).not.toHaveBeenCalled();
    inspector.take(0);
    pass(14_000);
    arrive('b');
    expect(over).not.toHaveBeenCalled();
    pass(2_000);
    arrive('c');
    expect(over).toHaveBeenCalled();
  });

  it('gives what is new in order, whole or counted, and never keeps more than its bound', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(400)), { maxLength: 200 }), (steps) => {
        const { inspector, arrive, pass } = setUp();
        const got: number[] = [];
        for (const [looks, ms] of steps) {
          for (let i = 0; i < 5; i++) arrive('x');
          pass(ms);
          if (looks) got.push(...inspector.take(got.at(-1) ?? 0).frames.map((one) => one.seq));
        }
        expect(got).toEqual([...got].sort((a, b) => a - b));
        expect(new Set(got).size).toBe(got.length);
        const all = inspector.take(0);
        expect(all.frames.length).toBeLessThanOrEqual(INSPECTED_FRAMES);
        expect((all.frames.at(-1)?.seq ?? 0) + all.leftOut).toBe(all.seen);
      }),
    );
  });
});
