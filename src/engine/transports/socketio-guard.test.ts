import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingEvents } from './recording-events.ts';
import { socketio } from './socketio.ts';

/** What a test opened, to be closed whatever became of it. */
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function listen(http: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/devices`;
}

/** A server that answers the first request with this. */
function answering(body: string): Promise<string> {
  return listen(
    createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/plain; charset=UTF-8').end(body);
    }),
  );
}

const HANDSHAKE = { sid: 'a', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1e6 };

// An error that gets out of the library would end the whole engine: the test run counts one as a failure of its own.
describe('a handshake that a proxy has cut or made up', () => {
  it.each([
    ['half of it', '0{"sid":"abc","upgr'],
    ['nothing but its type', '0'],
    ['null', '0null'],
    ['a text', '0"hello"'],
    ['one without a list of upgrades', `0${JSON.stringify({ ...HANDSHAKE, upgrades: undefined })}`],
    ['one whose upgrades are no names', `0${JSON.stringify({ ...HANDSHAKE, upgrades: [null] })}`],
    ['one without a session', `0${JSON.stringify({ ...HANDSHAKE, sid: 5 })}`],
    ['one without a pace', `0${JSON.stringify({ ...HANDSHAKE, pingInterval: '25' })}`],
  ])('ends the link: %s', async (_, body) => {
    const events = recordingEvents();
    socketio.open({ name: '', url: await answering(body) }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toEqual({
      code: 1006,
      reason: 'the server’s handshake cannot be read',
      wasOpen: false,
    });
  });
});

describe('a packet that the library would throw at', () => {
  /** Sends it on an open link. @returns how the link ended */
  async function whenOpen(send: (conn: ReturnType<typeof connOf>) => void, frames = 1) {
    const http = createServer();
    const server = new Server(http);
    const url = await listen(http);
    opened.push(() => server.close());
    const connected = new Promise<ReturnType<typeof connOf>>((resolve) => {
      server.of('/devices').on('connection', (socket) => resolve(connOf(socket)));
    });
    const events = recordingEvents();
    socketio.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    send(await connected);
    await events.until((e) => e.end !== null || e.frames.length >= frames);
    return events;
  }
  const connOf = (socket: { readonly conn: unknown }) =>
    socket.conn as { sendPacket(type: string, data: string): void; write(data: string): void };

  it.each(['garbage', 'null', JSON.stringify(HANDSHAKE)])(
    'ends an open link: a second handshake, %s',
    async (data) => {
      const { end } = await whenOpen((conn) => conn.sendPacket('open', data));
      expect(end).toMatchObject({ wasOpen: true, reason: 'the server’s handshake cannot be read' });
    },
  );

  it.each([
    ',{"message":{"toString":1,"valueOf":1}}',
    ',{"message":5}',
    ',1{"message":{"toString":1,"valueOf":1}}',
    ',',
    ',1',
    ', ',
    '',
    ',null',
    ',[]',
    ',{"mess',
  ])('ends an open link: a refusal, 4/devices%s', async (data) => {
    const { end } = await whenOpen((conn) => conn.write(`4/devices${data}`));
    expect(end).toMatchObject({ wasOpen: true, reason: 'the server’s refusal cannot be read' });
  });

  it.each(['4/devices,', '4/devices,7{"message":[]}'])(
    'ends a link that is opening: a refusal, %s',
    async (data) => {
      const body = `0${JSON.stringify(HANDSHAKE)}\u001e4${data}`;
      const events = recordingEvents();
      socketio.open({ name: '', url: await answering(body) }, events);
      await events.until((e) => e.end !== null);
      expect(events.end).toEqual({
        code: 1006,
        wasOpen: false,
        reason: 'the server’s refusal cannot be read',
      });
    },
  );

  it.each([
    ['{"message":"Not you"}', 'Not you'],
    ['12{"message":"Not you"}', 'Not you'],
    ['{"data":1}', ''],
    // As servers of version 2 put it.
    ['"Not you"', ''],
  ])('leaves a refusal that the library can read as it is: %s', async (data, reason) => {
    const { end } = await whenOpen((conn) => conn.write(`4/devices,${data}`));
    expect(end).toMatchObject({ reason });
  });

  it('has an event whose name is a number named by a text', async () => {
    const { frames } = await whenOpen((conn) => conn.write('2/devices,[5,{"value":1}]'));
    expect(frames).toMatchObject([{ event: '5', body: [{ value: 1 }] }]);
  });

  it.each([
    ['half an event', '2/devices,["telemetries",{"deviceId":"C5","telem'],
    ['an event that is no JSON', '2/devices,not json'],
    ['an event that is no list', '2/devices,{"a":1}'],
    ['an event without a name', '2/devices,'],
    ['an event of no known type', '9/devices,["telemetries"]'],
    ['an event whose bytes do not come', '51-/devices,["telemetries",{"_placeholder":true,"num":0}]'],
  ])('is told as a frame that nobody can read, and what follows arrives: %s', async (_, packet) => {
    const { end, frames } = await whenOpen((conn) => {
      conn.write(packet);
      conn.write('2/devices,["telemetries",{"value":1}]');
    }, 2);
    expect(end).toBeNull();
    expect(
      frames.map(({ event, body }) => ({ event, body })).sort((a, b) => a.event.length - b.event.length),
    ).toEqual([
      { event: '', body: null },
      { event: 'telemetries', body: [{ value: 1 }] },
    ]);
  });

  it('is told although it comes in one piece with what opens the link', async () => {
    const body = `0${JSON.stringify(HANDSHAKE)}\u001e40/devices,{"sid":"b"}\u001e42/devices,{"mess`;
    const events = recordingEvents();
    socketio.open({ name: '', url: await answering(body) }, events);
    await events.until((e) => e.end !== null || e.frames.length > 0);
    expect(events.opens).toBe(1);
    expect(events.frames).toMatchObject([{ event: '', body: null }]);
  });

  it('ends a link that is not open yet', async () => {
    const events = recordingEvents();
    const body = `0${JSON.stringify(HANDSHAKE)}\u001e40/devices,{"si`;
    socketio.open({ name: '', url: await answering(body) }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toEqual({ code: 1006, reason: 'the server’s answer cannot be read', wasOpen: false });
  });
});
