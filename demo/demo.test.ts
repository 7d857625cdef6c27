import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from './demo.ts';
import { demoOptions } from './options.ts';
import { PortInUseError } from './ports.ts';

const BASE = 6120;

function occupy(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

describe('the demo', () => {
  let demo: Demo | undefined;
  afterEach(async () => {
    await demo?.stop();
    demo = undefined;
  });

  it('starts the provider and all its back ends, and frees every port when it stops', async () => {
    demo = await startDemo({ basePort: BASE, page: 'none' });
    expect(demo.origin).toBe(`http://localhost:${BASE}`);
    const discovery = await fetch(`${demo.identity.issuer}/.well-known/openid-configuration`);
    expect(discovery.status).toBe(200);
    for (let offset = 1; offset <= 7; offset += 1) expect(await isFree(BASE + offset)).toBe(false);
    expect(Object.values(demo.backEnds).map((backEnd) => backEnd.origin)).toEqual(
      [2, 3, 4, 5, 6, 7].map((offset) => `http://localhost:${BASE + offset}`),
    );
    await demo.stop();
    demo = undefined;
    for (let offset = 0; offset <= 7; offset += 1) expect(await isFree(BASE + offset)).toBe(true);
  });

  it('lets a back end crash and come back while the rest goes on', async () => {
    demo = await startDemo({ basePort: BASE, page: 'none' });
    await demo.backEnds.drogue.stop();
    expect(await isFree(BASE + 3)).toBe(true);
    expect(await isFree(BASE + 2)).toBe(false);
    await demo.backEnds.drogue.start();
    expect(await isFree(BASE + 3)).toBe(false);
  });

  it('names the port that is in use and stops what it had started', async () => {
    const other = await occupy(BASE + 4);
    await expect(startDemo({ basePort: BASE, page: 'none' })).rejects.toThrow(PortInUseError);
    await expect(startDemo({ basePort: BASE, page: 'none' })).rejects.toThrow(`Port ${BASE + 4}`);
    for (const offset of [1, 2, 3, 5, 6, 7]) expect(await isFree(BASE + offset)).toBe(true);
    await new Promise((resolve) => other.close(resolve));
  });

  it('runs twice in one process on ports of its own', async () => {
    demo = await startDemo({ basePort: BASE, page: 'none' });
    const second = await startDemo({ basePort: BASE + 10, page: 'none' });
    demo.plant.setRelay('heater', true);
    expect(second.plant.relay('heater')).toBe(false);
    expect(second.identity.issuer).not.toBe(demo.identity.issuer);
    await second.stop();
  });
});

describe('the demo’s options', () => {
  it('leave every time at its default but the ones given', () => {
    const { times, basePort } = demoOptions({ times: { streambedCut: 500 } });
    expect(basePort).toBe(5173);
    expect(times).toMatchObject({ streambedCut: 500, accessToken: 300_000, publish: 1_000 });
  });
});
