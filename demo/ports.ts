import { connect } from 'node:net';

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

/** A port that somebody else has. */
export class PortInUseError extends Error {
  readonly port: number;

  constructor(port: number, what: string) {
    super(
      `Port ${port} (${what}) is in use. Stop the program that has it, or choose another base port, for example: SIGNALBOX_PORT=6200 npm start`,
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
