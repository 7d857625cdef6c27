import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultProxy } from './fault-proxy.ts';

/** A socket and everything that has happened to it. */
function watched(socket: Socket) {
  const seen = { text: '', ended: false, closed: false, error: '' };
  socket.on('data', (bytes: Buffer) => {
    seen.text += bytes.toString();
  });
  socket.on('end', () => {
    seen.ended = true;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    seen.error = error.code ?? error.message;
  });
  socket.on('close', () => {
    seen.closed = true;
  });
  return { socket, seen };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return (address satisfies AddressInfo).port;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

describe('the fault proxy', () => {
  let proxy: FaultProxy;
  let port: number;
  let backEnd: Server;
  const accepted: ReturnType<typeof watched>[] = [];
  const opened: Socket[] = [];

  beforeEach(async () => {
    backEnd = createServer({ allowHalfOpen: true }, (socket) => accepted.push(watched(socket)));
    port = await freePort();
    proxy = new FaultProxy({ port, target: await portOf(backEnd) });
    await proxy.start();
  });

  afterEach(async () => {
    await proxy.stop();
    for (const socket of opened.splice(0)) socket.destroy();
    for (const { socket } of accepted.splice(0)) socket.destroy();
    backEnd.close();
  });

  /** A connection through the proxy: the page's end and the back end's. */
  async function wire() {
    const before = accepted.length;
    const page = watched(connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    opened.push(page.socket);
    await vi.waitFor(() => expect(accepted.length).toBe(before + 1));
    const far = accepted[before];
    if (!far) throw new Error('Nothing was accepted.');
    return { page, far };
  }

  it('carries bytes and ends both ways', async () => {
    const { page, far } = await wire();
    page.socket.write('order');
    far.socket.write('report');
    await vi.waitFor(() => expect([far.seen.text, page.seen.text]).toEqual(['order', 'report']));
    expect(proxy.seen('to-back-end')).toBe(5);
    page.socket.end();
    await vi.waitFor(() => expect(far.seen.ended).toBe(true));
    expect(page.seen.ended).toBe(false);
    far.socket.end();
    await vi.waitFor(() => expect(page.seen.ended).toBe(true));
    await vi.waitFor(() => expect(proxy.connections).toBe(0));
  });

  it('holds one direction and lets everything out in order, the end last', async () => {
    const { page, far } = await wire();
    proxy.set({ kind: 'hold' }, ['to-back-end']);
    page.socket.write('one ');
    page.socket.write('two');
    far.socket.write('report');
    page.socket.end();
    await vi.waitFor(() => expect([proxy.seen('to-back-end'), page.seen.text]).toEqual([7, 'report']));
    expect([far.seen.text, far.seen.ended]).toEqual(['', false]);
    proxy.heal();
    await vi.waitFor(() => expect(far.seen.ended).toBe(true));
    expect(far.seen.text).toBe('one two');
  });

  it('loses bytes for good, and resets the connection once the way is back', async () => {
    const { page, far } = await wire();
    proxy.set({ kind: 'lose' }, ['to-back-end']);
    page.socket.write('lost');
    await vi.waitFor(() => expect(proxy.seen('to-back-end')).toBe(4));
    far.socket.write('still heard');
    await vi.waitFor(() => expect(page.seen.text).toBe('still heard'));
    proxy.heal();
    await vi.waitFor(() => expect([page.seen.error, far.seen.error]).toEqual(['ECONNRESET', 'ECONNRESET']));
    expect(far.seen.text).toBe('');
    const next = await wire();
    next.page.socket.write('fresh');
    await vi.waitFor(() => expect(next.far.seen.text).toBe('fresh'));
  });

  it('delays bytes without changing their order, also behind a way that is quick again', async () => {
    const { page, far } = await wire();
    proxy.set({ kind: 'delay', ms: 30 }, ['to-back-end']);
    page.socket.write('slow ');
    await vi.waitFor(() => expect(proxy.seen('to-back-end')).toBe(5));
    proxy.set({ kind: 'flow' }, ['to-back-end']);
    page.socket.write('quick');
    await vi.waitFor(() => expect(far.seen.text).toBe('slow quick'));
  });

  it('hides from each side that the other one is gone while the way between is dead', async () => {
    const { page, far } = await wire();
    proxy.set({ kind: 'lose' });
    far.socket.resetAndDestroy();
    await vi.waitFor(() => expect(far.seen.closed).toBe(true));
    page.socket.write('into the void');
    await vi.waitFor(() => expect(proxy.seen('to-back-end')).toBe(13));
    expect([page.seen.ended, page.seen.closed]).toEqual([false, false]);
  });

  it('cuts after a number of bytes, which still arrive', async () => {
    const { page, far } = await wire();
    proxy.cutAfter(3, 'to-back-end');
    page.socket.write('order');
    await vi.waitFor(() => expect(page.seen.error).toBe('ECONNRESET'));
    await vi.waitFor(() => expect(far.seen.closed || far.seen.ended).toBe(true));
    expect(far.seen.text).toBe('ord');
    const next = await wire();
    next.page.socket.write('whole');
    await vi.waitFor(() => expect(next.far.seen.text).toBe('whole'));
  });

  it('resets what is open, and refuses what is new until healed', async () => {
    const { page, far } = await wire();
    proxy.refuse();
    proxy.reset();
    await vi.waitFor(() => expect([page.seen.error, far.seen.error]).toEqual(['ECONNRESET', 'ECONNRESET']));
    const refused = watched(connect({ port, host: '127.0.0.1' }));
    opened.push(refused.socket);
    await vi.waitFor(() => expect(refused.seen.closed).toBe(true));
    expect(accepted).toHaveLength(1);
    proxy.heal();
    await wire();
  });
});
