import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingEvents } from './recording-events.ts';
import { sse } from './sse.ts';
import { NO_ANSWER } from './transport.ts';

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function stream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream' });
}

describe('the sse transport', () => {
  it('sends headers and hands over events with their type', async () => {
    let authorization: string | undefined;
    answer = (request, response) => {
      authorization = request.headers.authorization;
      stream(response).write('event: reading\ndata: {"a":1}\n\ndata: two\ndata: lines\n\n');
    };
    const events = recordingEvents();
    const link = sse.open({ name: '1', url, headers: { Authorization: 'Bearer t' } }, events);
    await events.until((e) => e.frames.length === 2);
    expect(authorization).toBe('Bearer t');
    expect(events.frames[0]).toMatchObject({ body: '{"a":1}', event: 'reading', link: '1' });
    expect(events.frames[1]).toMatchObject({ body: 'two\nlines', event: '' });
    link.close();
  });

  it('hands a line that is no field of the format on as a frame that nobody can read', async () => {
    answer = (_request, response) => stream(response).write('{"a":1}\nretry: soon\ndata: two\n\n');
    const events = recordingEvents();
    const link = sse.open({ name: '', url }, events);
    await events.until((e) => e.frames.length === 2);
    expect(events.frames.map(({ body }) => body)).toEqual([null, 'two']);
    link.close();
  });

  it.each([
    ['data: two', [null]],
    ['data: two\n', [null]],
    ['event: reading\ndata: {"a":\nda', [null]],
    ['da', [null]],
    ['event: reading\n', []],
    [': still here', []],
    ['', []],
  ])(
    'hands an event that the end of the stream cuts off on as one frame that nobody can read: %j',
    async (rest, bodies) => {
      answer = (_request, response) => stream(response).end(`data: one\n\n${rest}`);
      const events = recordingEvents();
      sse.open({ name: '', url }, events);
      await events.until((e) => e.end !== null);
      expect(events.frames.map(({ body }) => body)).toEqual(['one', ...bodies]);
      expect(events.end).toMatchObject({ code: 1000, wasOpen: true });
    },
  );

  it('takes a keep-alive comment as a sign of life', async () => {
    answer = (_request, response) => stream(response).write(': still here\n\n');
    const events = recordingEvents();
    const link = sse.open({ name: '', url }, events);
    await events.until((e) => e.signs === 1);
    expect(events.frames).toHaveLength(0);
    link.close();
  });

  it('tells the end of the stream apart from a refusal', async () => {
    answer = (_request, response) => stream(response).end('data: 1\n\n');
    const ended = recordingEvents();
    sse.open({ name: '', url }, ended);
    await ended.until((e) => e.end !== null);
    expect(ended.end).toMatchObject({ code: 1000, wasOpen: true });

    answer = (_request, response) => response.writeHead(403).end();
    const refused = recordingEvents();
    sse.open({ name: '', url }, refused);
    await refused.until((e) => e.end !== null);
    expect(refused.end).toMatchObject({ code: 403, wasOpen: false });
  });

  it('refuses an answer that is no event stream', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    const events = recordingEvents();
    sse.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ code: 1002, wasOpen: false });
  });

  it('reports a broken network as 1006', async () => {
    answer = (_request, response) => {
      stream(response).write('data: 1\n\n', () => response.destroy());
    };
    const events = recordingEvents();
    sse.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ code: 1006, wasOpen: true });
  });

  it('tells a request that nobody answers apart from a broken network', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const asked = new Promise<void>((resolve) => {
        answer = () => resolve();
      });
      const events = recordingEvents();
      sse.open({ name: '', url }, events);
      await asked;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(events.end).toEqual({ code: NO_ANSWER, reason: 'no answer to the request', wasOpen: false });
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends a stream whose single event grows without end', async () => {
    answer = (_request, response) => {
      stream(response);
      const chunk = `data: ${'x'.repeat(256 * 1024)}\n`;
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    const events = recordingEvents();
    sse.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ code: 1009 });
    expect(events.frames).toHaveLength(0);
  });

  it('takes nothing to send', () => {
    answer = (_request, response) => stream(response);
    const link = sse.open({ name: '', url }, recordingEvents());
    expect(link.send([{ body: 'x' }])).toBe('unsupported');
    link.close();
  });
});
