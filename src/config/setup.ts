import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import type { OwnConnections } from './own.ts';

/** What the page runs with: the deployment's configuration, and what this browser adds to it and leaves out. */
export interface Setup {
  /** Address that relative ones count from. */
  readonly base: string;
  readonly hasSignIn: boolean;
  /** The connections of config.json, whether used or not. */
  readonly configured: readonly ConnectionSettings[];
  readonly own: OwnConnections;
  /** What the engine is started with. */
  readonly engine: EngineSettings;
}

let current: Setup | null = null;

/** @throws Error before the page has been set up */
export function setup(): Setup {
  if (current === null) throw new Error('The page has not been set up.');
  return current;
}

export function setSetup(next: Setup): void {
  current = next;
}

/** Where this browser keeps connections of its own: deployments beside each other on one host share its storage. */
export function ownKey(base: string): string {
  return `signalbox-connections ${new URL(base).pathname}`;
}

/** Sets the page up with what this browser keeps of its own. @returns what is wrong with that, a sentence each */
export async function setUp(
  engine: EngineSettings,
  hasSignIn: boolean,
  base: string,
): Promise<readonly string[]> {
  const configured = engine.connections;
  const own: OwnConnections = { connections: [], disabled: [] };
  setSetup({ base, hasSignIn, configured, own, engine });
  try {
    if (localStorage.getItem(ownKey(base)) === null) return [];
    const { readOwn, merged } = await import('./own.ts');
    const kept = readOwn(base);
    const { settings, problems } = merged(setup(), kept);
    setSetup({ ...setup(), own: kept, engine: settings });
    return problems;
  } catch {
    // Without storage, or without the code for it, the page runs as the deployment means it.
    return [];
  }
}
