import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, crashableServer, sendJson } from './http-server.ts';
import { call } from './test-client.ts';

const PORT = 6200;
const ORIGIN = `http://localhost:${PORT}`;

describe('a server of the demo', () => {
  const server = crashableServer(
    PORT,
    async (request, response) => {
      if (request.url === '/throw') throw new Error('a fault');
      if (request.url === '/hang') return;
      const body = await bodyOf(request, response, 1000);
      if (body !== undefined) sendJson(response, 200, { bytes: body.byteLength });
    },
    {
      upgrade: () => {
        throw new Error('a fault');
      },
    },
  );
  afterEach(() => server.stop());

  it.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://localhost'])(
    'lets a page of %s call it, authorization header included',
    async (origin) => {
      await server.start();
      const asked = 'authorization,content-type';
      const preflight = await call(ORIGIN, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': asked,
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
      const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
      expect(allowed).toEqual(expect.arrayContaining(asked.split(',')));
      expect((await call(ORIGIN, { headers: { origin } })).headers.get('access-control-allow-origin')).toBe(
        origin,
      );
    },
  );

  it.each(['https://example.com', 'http://localhost.example.com', 'http://localhost:80@example.com', 'null'])(
    'lets no page of %s read its answers',
    async (origin) => {
      await server.start();
      const answer = await call(ORIGIN, { headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('answers a fault of its own with a problem', async () => {
    await server.start();
    const answer = await call(`${ORIGIN}/throw`);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('survives a handler that throws at once', async () => {
    const throwing = crashableServer(PORT, () => {
      throw new Error('a fault');
    });
    await throwing.start();
    expect((await call(ORIGIN)).status).toBe(500);
    await throwing.stop();
  });

  it('survives an upgrade that throws', async () => {
    await server.start();
    await new Promise<void>((resolve) => {
      const headers = { connection: 'upgrade', upgrade: 'websocket' };
      httpRequest(ORIGIN, { headers })
        .on('error', () => resolve())
        .end();
    });
    expect((await call(ORIGIN)).status).toBe(200);
  });

  it('answers a body that is too large instead of hanging up on it', async () => {
    await server.start();
    const exact = await call(ORIGIN, { method: 'POST', body: 'x'.repeat(1000) });
    expect(await exact.json()).toEqual({ bytes: 1000 });
    for (const size of [1001, 3_000_000]) {
      expect((await call(ORIGIN, { method: 'POST', body: 'x'.repeat(size) })).status).toBe(413);
    }
  });

  it('crashes with all its sockets, frees the port and comes back on it', async () => {
    await server.start();
    const hanging = expect(call(`${ORIGIN}/hang`)).rejects.toThrow();
    const idle = connect(PORT, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const gone = new Promise((resolve) => idle.once('close', resolve));
    expect((await call(ORIGIN)).status).toBe(200);
    await server.stop();
    await hanging;
    await gone;
    await expect(call(ORIGIN)).rejects.toThrow();
    await server.start();
    expect((await call(ORIGIN)).status).toBe(200);
  });

  it('says so when the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(PORT, '127.0.0.1', resolve));
    await expect(server.start()).rejects.toThrow('EADDRINUSE');
    await new Promise((resolve) => other.close(resolve));
  });

  it('can be stopped twice, and before it was ever started', async () => {
    await server.stop();
    await server.start();
    await server.stop();
    await server.stop();
  });
});
