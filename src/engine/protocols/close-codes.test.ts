import { describe, expect, it } from 'vitest';
import { fetchProtocols, findProtocol } from './index.ts';
import { RecordingContext } from './recording-context.ts';
import { protocolShapes } from './shapes.ts';
import { started } from './started.fixture.ts';

/** What the smallest connection of each has to be configured with. */
const OPTIONS: Readonly<Record<string, unknown>> = {
  drogue: { application: 'fleet' },
  webchannel: { channel: 'user:1' },
  'clown-talk': {},
  json: { mapping: { device: '$.id' } },
};

const onWebSockets = protocolShapes.filter(({ transports }) => transports.includes('websocket'));

describe.each(onWebSockets)('the end of a WebSocket, to $id', (shape) => {
  const closed = async (code: number) => {
    await fetchProtocols([shape.id]);
    const protocol = findProtocol(shape.id);
    if (!protocol) throw new Error('There is no such protocol.');
    const session = started(protocol, shape, OPTIONS[shape.id], new RecordingContext('wss://host'));
    session.requests({ kind: 'bearer', token: 't' });
    session.opened('');
    return session.closed('', { code, reason: 'so it said', wasOpen: true });
  };

  it.each([
    [1008, 'renew-token'],
    [1002, 'fault'],
    [1000, 'retry'],
    [1006, 'retry'],
    [1011, 'retry'],
    [1012, 'retry'],
    [1013, 'retry'],
  ])('with code %i means: %s', async (code, next) => {
    expect(await closed(code)).toEqual({ next, reason: expect.stringContaining('(so it said)') });
  });
});
