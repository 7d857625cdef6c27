import { connect } from 'node:net';
import type { PageMode } from './options.ts';

/** Where each part of the demo listens, counted from the base port, which is the page's. */
export const PORT_OFFSETS = {
  identity: 1,
  hub: 2,
  drogue: 3,
  kamea: 4,
  webchannel: 5,
  streambed: 6,
  json: 7,
} as const;

/** What starts the demo. */
const COMMANDS: Readonly<Record<PageMode, string>> = {
  dist: 'npm start',
  dev: 'npm run dev',
  none: 'npm run demo',
};

/** A base port from which the demo does not come upon this port. */
function otherBase(port: number): number {
  const last = Math.max(...Object.values(PORT_OFFSETS));
  return port < 6200 || port > 6200 + last ? 6200 : 6300;
}

/** A port that somebody else has. */
export class PortInUseError extends Error {
  readonly port: number;

  /** @param mode of the demo that wanted it */
  constructor(port: number, what: string, mode: PageMode) {
    super(
      `Port ${port} (${what}) is in use. Stop the program that has it, or choose another base port, for example: SIGNALBOX_PORT=${otherBase(port)} ${COMMANDS[mode]}`,
    );
    this.name = 'PortInUseError';
    this.port = port;
  }
}

/** Whether this is what a server's `listen` says of a port in use, itself or as the cause of another error. */
export function isPortInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'EADDRINUSE') || isPortInUse(error.cause);
}

/**
 * Whether somebody listens on this port of `::1`. The demo listens on 127.0.0.1 and would start beside them, but
 * `localhost` in a browser would then lead to them and not to the demo.
 */
export function isTakenOnIpv6(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '::1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
