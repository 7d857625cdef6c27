import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const START = join(import.meta.dirname, 'start.mjs');
const FIRST_PORT = 6140;
const PORTS = 8;

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}

async function areFree(base: number): Promise<boolean> {
  const all = await Promise.all(Array.from({ length: PORTS }, (_one, offset) => isFree(base + offset)));
  return all.every((one) => one);
}

/** The first of ports in a row that nobody has. */
async function freeBase(): Promise<number> {
  for (let base = FIRST_PORT; base < FIRST_PORT + 400; base += PORTS * 2)
    if (await areFree(base)) return base;
  throw new Error('there are not enough free ports');
}

/** What `npm run demo` runs. */
function demo(base: number) {
  const child = spawn(process.execPath, [START, '--demo-only'], {
    env: { ...process.env, SIGNALBOX_PORT: String(base) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.error += String(chunk);
  });
  const ended = once(child, 'close').then(([code]) => code);
  /** Its addresses by what they are of, once it has said all. */
  const addresses = async () => {
    while (!said.out.includes('Ctrl-C')) {
      if (child.exitCode !== null) throw new Error(said.error);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
    return new Map(
      [...said.out.matchAll(/^ {2}(\S.*?) {2,}(http\S+)$/gm)].map(([, name, url]) => [name, url]),
    );
  };
  return { child, said, ended, addresses };
}

describe('npm run demo', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('says where its parts are and who may sign in, serves them, refuses to start twice, and leaves nothing behind', async () => {
    const base = await freeBase();
    const first = demo(base);
    children.push(first.child);
    const addresses = await first.addresses();
    expect(first.said.out).toMatch(/viewer, technician, admin \(the password is the same as the name\)/);
    expect([...addresses.values()]).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((offset) => `http://localhost:${base + offset}`),
    );
    const discovery = await fetch(`${addresses.get('OpenID provider')}/.well-known/openid-configuration`);
    expect(discovery.status).toBe(200);

    // Both are open when it is asked to stop.
    const stream = await fetch(`${addresses.get('Streambed')}/api/temperature/events/1`);
    const reader = stream.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^(data|event|id|:)/);
    const socket = new WebSocket(
      `${addresses.get('Clown.Hub')?.replace('http', 'ws')}/auth/clown-talk-server_nodes_bridge_0`,
      { auth: 'clown:bigclown' },
    );
    await once(socket, 'open');
    socket.send('["clown.talk/-/config/set",{}]\n');
    const [greeting] = await once(socket, 'message');
    expect(String(greeting)).toContain('clown.talk/-/config/ok');

    const second = demo(base);
    children.push(second.child);
    expect(await second.ended).toBe(1);
    expect(second.said.error.trim()).toBe(
      `Port ${base + 1} (OpenID provider) is in use. Stop the program that has it, or choose another base port, for example: SIGNALBOX_PORT=6200 npm run demo`,
    );

    const left = once(socket, 'close');
    socket.on('error', () => {});
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    await left;
    await reader?.cancel().catch(() => {});
    expect(first.said.error).toBe('');
    expect(await areFree(base)).toBe(true);
  });

  it('names an option that it does not take, and those it does', async () => {
    const { child, ended, said } = demo(0);
    children.push(child);
    expect(await ended).toBe(1);
    expect(said.error).toContain('SIGNALBOX_PORT: 0 is not a number it can take.');
    expect(said.error).toContain('Usage: npm start | npm run dev | npm run demo');
  });
});
