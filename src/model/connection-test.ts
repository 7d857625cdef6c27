import type { InspectedFrame } from './inspection.ts';

/** What a person typed for a connection that asks; a token is the password of nobody. */
export interface TypedCredentials {
  readonly username: string;
  readonly password: string;
}

/** One thing that has to work, in the order in which they depend on each other. */
export interface TestStep {
  readonly step: 'reachable' | 'signed-in' | 'frame' | 'devices';
  /** `unclear`: it may be well, and nobody can tell by waiting longer. */
  readonly state: 'waiting' | 'running' | 'ok' | 'failed' | 'unclear';
  /** What was found, in words; '' while there is nothing to say. */
  readonly found: string;
  /** What to do when it is not ok; '' where nothing is to be done. */
  readonly advice: string;
}

/** How far the test of a connection has come. */
export interface ConnectionTest {
  readonly steps: readonly TestStep[];
  readonly isOver: boolean;
  /** The last frames that came, without secrets: for finding out where the values are. */
  readonly frames: readonly InspectedFrame[];
}
