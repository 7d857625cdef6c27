import type { SessionStatus } from './session.ts';

/** How a page is, as it tells its service worker and the deployment's monitor. Times are epoch ms. */
export interface PageHealth {
  /** When it was loaded. */
  readonly since: number;
  /** When this was said. */
  readonly beatAt: number;
  readonly isWall: boolean;
  readonly session: SessionStatus;
  /** How many screens a wall turns; 0 where it has nothing to show, or is none. */
  readonly shows: number;
  readonly engine: {
    /** `none`: nobody has signed in. */
    readonly state: 'none' | 'running' | 'restarting';
    /** How often it was lost since the page was loaded. */
    readonly losses: number;
    readonly lastLostAt: number | null;
  };
  readonly connections: { readonly online: number; readonly all: number };
  /** How often the page reloaded itself in this tab. */
  readonly reloads: number;
}

/** What a page sends to its service worker. */
export interface BeatMessage {
  readonly type: 'beat';
  readonly health: PageHealth;
}

/** Where the service worker answers how the page is, counted from the page's folder. */
export const HEALTH_PATH = 'health';
