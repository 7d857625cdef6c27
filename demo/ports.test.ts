import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { isPortInUse, isTakenOnIpv6, PortInUseError } from './ports.ts';

it('knows a port in use from what a server says of it, itself or as the cause', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
  expect(isPortInUse(taken)).toBe(true);
  expect(isPortInUse(new Error('the hub cannot start', { cause: taken }))).toBe(true);
  expect(isPortInUse(Object.assign(new Error('no'), { code: 'EACCES' }))).toBe(false);
  expect(isPortInUse('EADDRINUSE')).toBe(false);
});

it('names the port, what wanted it, and the way out', () => {
  const { message, port } = new PortInUseError(5173, 'the page', 'dist');
  expect(port).toBe(5173);
  expect(message).toContain('Port 5173 (the page) is in use');
  expect(message).toMatch(/SIGNALBOX_PORT=6200 npm start$/);
});

it('proposes what was started, on ports that do not meet the one in use', () => {
  expect(new PortInUseError(5173, 'the page', 'dev').message).toMatch(/SIGNALBOX_PORT=6200 npm run dev$/);
  for (const port of [6200, 6207])
    expect(new PortInUseError(port, 'a part', 'none').message).toMatch(/SIGNALBOX_PORT=6300 npm run demo$/);
  expect(new PortInUseError(6208, 'a part', 'none').message).toContain('SIGNALBOX_PORT=6200');
});

it('sees somebody who listens on the other localhost only', async (context) => {
  expect(await isTakenOnIpv6(6106)).toBe(false);
  const other = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    other.once('error', () => resolve(false));
    other.listen(6106, '::1', () => resolve(true));
  });
  // A machine without IPv6 has no such trap.
  if (!listening) context.skip();
  expect(await isTakenOnIpv6(6106)).toBe(true);
  other.close();
});
