import type { ConnectionSnapshot } from './connection.ts';

/** What is told of a connection that is online and has brought nothing yet. */
export function snapshot(part: Partial<ConnectionSnapshot> = {}): ConnectionSnapshot {
  return {
    id: 'bridge',
    name: 'Bridge',
    protocol: 'clown-talk',
    transport: 'websocket',
    address: 'wss://plant.example',
    status: 'online',
    reason: '',
    since: 0,
    retryAt: null,
    framesPerSecond: 0,
    readingsPerSecond: 0,
    frames: 0,
    readings: 0,
    lastFrameAt: null,
    reconnects: 0,
    unreadable: 0,
    unreadableWhy: '',
    skipped: 0,
    dropped: 0,
    summarised: 0,
    forgotten: 0,
    capabilities: { commands: true },
    commandRole: 'technician',
    asks: null,
    ...part,
  };
}
