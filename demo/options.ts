import type { DemoTimes } from './back-ends/back-end.ts';

/**
 * What serves the page: the production build in `dist/`, Vite with hot reload, or nothing (the back ends alone).
 */
export type PageMode = 'dist' | 'dev' | 'none';

/** Where browsers find what a proxy stands before. */
interface PublicAddresses {
  /** Address of the page, with a slash at its end. */
  readonly page: string;
  /** Origin of the OpenID provider. */
  readonly issuer: string;
}

/** How the demo is run. */
export interface DemoOptions {
  /** Port of the page; the OpenID provider and the back ends take the seven after it. */
  readonly basePort: number;
  /** The plant's seed: the same one gives the same values. */
  readonly seed: number;
  /** Devices beyond the plant's own, for load. */
  readonly extraDevices: number;
  /** Readings a second of each of them. */
  readonly rate: number;
  readonly times: DemoTimes;
  readonly page: PageMode;
  /** null: nothing stands before the demo. */
  readonly behind: PublicAddresses | null;
}

/** What may be left out is left at its default, each time by itself. */
export interface DemoOverrides extends Partial<Omit<DemoOptions, 'times'>> {
  readonly times?: Partial<DemoTimes>;
}

export const DEFAULT_BASE_PORT = 5173;

const DEFAULT_TIMES: DemoTimes = {
  accessToken: 300_000,
  drogueExpiryCheck: 90_000,
  drogueHeartbeat: 5_000,
  droguePeerTimeout: 10_000,
  streambedCut: 60_000,
  streambedKeepAlive: 10_000,
  channelToken: 3_600_000,
  jobStep: 1_000,
  actuatorDelay: 150,
  publish: 1_000,
};

/** Fills in what `overrides` leaves open. */
export function demoOptions(overrides: DemoOverrides): DemoOptions {
  return {
    basePort: DEFAULT_BASE_PORT,
    seed: 1,
    extraDevices: 0,
    rate: 1,
    page: 'dist',
    behind: null,
    ...overrides,
    times: { ...DEFAULT_TIMES, ...overrides.times },
  };
}
