/** Frames nobody should send, for the property tests of every decoder. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Frame } from '../transports/transport.ts';
import type { ProtocolSession } from './protocol.ts';
import type { RecordingContext } from './recording-context.ts';

/** A frame as a transport hands it over. */
export function frameOf(
  body: unknown,
  { event = '', link = '', receivedAt = 1_767_225_600_000 } = {},
): Frame {
  return { body, event, link, receivedAt };
}

const EVIL_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  '\u0000',
  '\u202e',
  'a\u200bb',
  '\u00ad',
  'x'.repeat(300),
];
const EVIL_NUMBERS = ['1e400', '-1e400', '1e-400', '-0', '123456789012345678901234567890'];

function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

/** JSON text with a part replaced by something else: still mostly what the decoder expects. */
function mutated(valid: readonly string[]): fc.Arbitrary<string> {
  const replacement = fc.oneof(
    fc.constantFrom(...EVIL_NUMBERS, 'null', '[]', '{}', '"1"', nested(5), nested(500)),
    fc.constantFrom(...EVIL_KEYS).map((key) => `{${JSON.stringify(key)}:{"polluted":1}}`),
    fc.json({ maxDepth: 3 }),
    fc.string(),
  );
  return fc
    .tuple(fc.constantFrom(...valid), replacement, fc.nat(), fc.nat(40))
    .map(([text, part, at, length]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + part + text.slice(start + length);
    });
}

/** A valid frame in which one value, wherever it is, has become something else. */
function misshapen(valid: readonly string[]): fc.Arbitrary<string> {
  const values = valid.flatMap((text) =>
    [...text.matchAll(/:\s*("[^"]*"|-?\d+(\.\d+)?|true|false|null)/g)].map((match) => ({
      before: text.slice(0, match.index + 1),
      after: text.slice(match.index + match[0].length),
    })),
  );
  if (values.length === 0) return mutated(valid);
  return fc
    .tuple(
      fc.constantFrom(...values),
      fc.oneof(fc.constantFrom(...EVIL_NUMBERS, nested(20)), fc.json({ maxDepth: 4 })),
      fc.constantFrom(...EVIL_KEYS),
    )
    .map(([{ before, after }, value, key]) => `${before}${value},${JSON.stringify(key)}:${value}${after}`);
}

/** Text frames: arbitrary, arbitrary JSON, and valid ones spoilt. */
export function hostileTexts(valid: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.json({ maxDepth: 4 }),
    fc.anything({ maxDepth: 3 }).map((value) => tryStringify(value)),
    mutated(valid),
    misshapen(valid),
    fc.constantFrom(...valid),
  );
}

/** Bodies of a raw WebSocket: text and bytes. */
export function hostileBodies(valid: readonly string[]): fc.Arbitrary<unknown> {
  const encoder = new TextEncoder();
  return fc.oneof(
    hostileTexts(valid),
    fc.uint8Array({ maxLength: 200 }),
    hostileTexts(valid).map((text) => encoder.encode(text)),
    fc.anything({ maxDepth: 2 }),
  );
}

function tryStringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Controls, and what is not seen or turns the text around it. */
const CONTROL = /[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u;
const PROTOTYPE_KEYS = Object.getOwnPropertyNames(Object.prototype).sort();

/** Decodes frames; the session must neither throw nor hand on what the rest of the engine may not get. */
export function expectHarmless(
  session: ProtocolSession,
  context: RecordingContext,
  frames: readonly Frame[],
): void {
  for (const frame of frames) session.decode(frame, context.sink);
  context.pass(60_000);
  const { sink } = context;
  for (const { value, time } of sink.readings) {
    expect(Number.isFinite(value) && Number.isFinite(time)).toBe(true);
  }
  for (const { values } of sink.histories) expect(values.every(Number.isFinite)).toBe(true);
  for (const { value, time } of sink.states) {
    expect(value === null || ['boolean', 'string', 'number'].includes(typeof value)).toBe(true);
    expect(typeof value !== 'number' || Number.isFinite(value)).toBe(true);
    expect(Number.isFinite(time)).toBe(true);
  }
  for (const name of sink.names) {
    expect(name.length).toBeGreaterThan(0);
    expect(name.length).toBeLessThanOrEqual(200);
    expect(CONTROL.test(name)).toBe(false);
    expect(['__proto__', 'constructor', 'prototype']).not.toContain(name);
  }
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(PROTOTYPE_KEYS);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
}
