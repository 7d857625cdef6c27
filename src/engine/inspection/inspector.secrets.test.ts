import { describe, expect, it } from 'vitest';
import { drogue, drogueShape } from '../protocols/drogue.ts';
import { json, jsonShape } from '../protocols/json.ts';
import { RecordingContext } from '../protocols/recording-context.ts';
import { started } from '../protocols/started.fixture.ts';
import { Inspector } from './inspector.ts';

/** What an inspector shows of a text that a protocol has read. */
function shown(protocol: 'drogue' | 'json', options: object, text: string, secrets: readonly string[] = []) {
  const context = new RecordingContext('wss://own.example/live');
  const session =
    protocol === 'json'
      ? started(json, jsonShape, options, context)
      : started(drogue, drogueShape, options, context);
  const inspector = new Inspector({ now: () => 1_000_000, secrets: () => secrets, over() {} });
  const frame = { body: text, event: '', link: '', receivedAt: 1_000_000 };
  session.decode(frame, inspector.arrived(frame, context.sink));
  inspector.decoded();
  return inspector.take(0);
}

function drogueFrame(device: string, data: object): [protocol: 'drogue', options: object, text: string] {
  const event = {
    specversion: '1.0',
    id: '1',
    source: 'drogue://fleet/gw',
    type: 'io.drogue.event.v1',
    subject: 'power',
    time: '2025-12-31T23:59:58.5Z',
    datacontenttype: 'application/json',
    application: 'fleet',
    device,
    ...data,
  };
  return ['drogue', { application: 'fleet' }, JSON.stringify(event)];
}

function jsonFrame(mapping: object, frame: unknown): [protocol: 'json', options: object, text: string] {
  return ['json', { mapping }, JSON.stringify(frame)];
}

const byId = { device: '$.id', values: '$.value' };

describe('what was taken from a frame', () => {
  it.each([
    ['a number that its device names', ...jsonFrame(byId, { id: 'otp', value: 771234 })],
    ['a number as a text', ...jsonFrame(byId, { id: 'otp', value: '771234' })],
    [
      'a text that a label names',
      ...drogueFrame('gw', { data: { label: 'WiFi password', value: 'swordfish' } }),
    ],
    ['a number that a name names', ...drogueFrame('gw', { data: { name: 'otp', value: 771234 } })],
    [
      'a part of an object',
      ...drogueFrame('gw', { data: { credentials: { user: 'clown', of: 'swordfish', pin: 771234 } } }),
    ],
    [
      'what base64 hides',
      ...drogueFrame('gw', {
        data_base64: btoa(JSON.stringify({ name: 'otp', value: 771234, and: 1 })),
        data: undefined,
      }),
    ],
    ['JSON in a text', ...drogueFrame('gw', { data: JSON.stringify({ name: 'otp', value: 771234 }) })],
    [
      'a text of a device with a fixed name',
      ...jsonFrame({ device: '=gw', values: '$' }, { name: 'wifi-password', value: 'swordfish' }),
    ],
    [
      'a name made of a secret',
      ...jsonFrame({ device: '$.value', values: '$' }, { name: 'otp', value: 'swordfish', t: 1 }),
    ],
    [
      'a unit made of one',
      ...jsonFrame(
        { device: '=gw', values: '$.t', unit: '$.value' },
        { name: 'otp', value: 'swordfish', t: 1 },
      ),
    ],
    [
      'a number of a device that is fixed',
      ...jsonFrame({ device: '=gw/otp', values: '$.of', quantity: '=value' }, { of: 5.25 }),
    ],
  ])('shows no secret that is left out of the frame: %s', (_what, protocol, options, text) => {
    const { frames } = shown(protocol, options, text);
    expect(frames[0]?.decoded.length).toBeGreaterThan(0);
    expect(JSON.stringify(frames[0]?.decoded)).toContain('[left out]');
    if (!text.includes('5.25')) expect(JSON.stringify(frames)).not.toMatch(/swordfish|771234/);
  });

  it('shows no number that is a known secret', () => {
    const { frames } = shown(...jsonFrame({ device: '=gw', values: '$' }, { echo: 771234 }), ['771234']);
    expect(frames[0]?.decoded).toMatchObject([{ name: 'echo', value: '[left out]' }]);
    expect(JSON.stringify(frames)).not.toContain('771234');
  });

  it('shows a long secret no more than a short one', () => {
    const secret = 'sword fish '.repeat(40);
    const { frames } = shown(...jsonFrame({ device: '=gw', values: '$' }, { name: 'otp', value: secret }));
    expect(frames[0]?.decoded).toHaveLength(2);
    expect(JSON.stringify(frames)).not.toContain('sword');
  });

  it('shows everything that is none', () => {
    const { frames } = shown(
      ...drogueFrame('lobby-key', { data: { temperature: 20, state: 'in', of: { password: 'abcd' } } }),
    );
    expect(frames[0]?.decoded).toMatchObject([
      { what: 'reading', device: 'lobby-key', name: 'temperature', value: 20 },
      { what: 'state' },
      { value: '[left out]' },
    ]);
    expect(frames[0]?.text).toContain('"data":{"temperature":20,"state":"in"');
    const named = shown(
      ...jsonFrame({ device: '$.id', values: '$' }, { id: 'clown', credentials: { user: 'clown' }, t: 5 }),
    );
    expect(named.frames[0]?.decoded).toContainEqual(
      expect.objectContaining({ device: 'clown', name: 't', value: 5 }),
    );
  });
});

it('shows as much of a long frame as ever, however long the token of the session is', () => {
  const { frames } = shown('json', { mapping: byId }, 'x'.repeat(9_000), [
    't'.repeat(6_000),
    'u'.repeat(20_000),
  ]);
  expect(frames[0]?.text).toBe('x'.repeat(4_096));
});

it('shows the beginning of a frame’s event without secrets, whichever way the frame went', () => {
  const inspector = new Inspector({ now: () => 1_000_000, secrets: () => ['SWORDFISH1'], over() {} });
  const { sink } = new RecordingContext('wss://own.example/live');
  for (const event of [
    'denied SWORDFISH1',
    'token=SWORDFISH2',
    'x'.repeat(10_000),
    `${'1'.repeat(195)}SWORDFISH1`,
  ]) {
    inspector.arrived({ body: '{}', event, link: '', receivedAt: 1_000_000 }, sink);
    inspector.decoded();
    inspector.sent('', [{ body: '{}', event }], 'sent');
  }
  const { frames } = inspector.take(0);
  expect(JSON.stringify(frames)).not.toContain('SWORD');
  expect(frames.map(({ event }) => event.length <= 200)).toEqual(Array(8).fill(true));
  expect(frames.slice(0, 2).map(({ event }) => event)).toEqual(Array(2).fill('denied [left out]'));
});
