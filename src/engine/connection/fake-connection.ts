import { snapshot } from '../../model/connection.fixture.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import { FakeLink } from '../commands/fake-link.ts';
import type { EngineConnection } from './engine-connection.ts';
import type { Tap } from './tap.ts';

/** A connection for tests of what holds connections: it says what it is told, and is as the test wants it. */
export class FakeConnection extends FakeLink implements EngineConnection {
  override readonly id: string;
  tap: Tap | null = null;
  readonly secrets: string[] = [];
  isOnline = true;
  counts = { frames: 0, readings: 0, lost: 0 };
  /** Names of devices whose properties take commands. */
  readonly announced = new Set<string>();
  readonly #tell: (what: string) => void;

  /** @param tell is told of each call, as words */
  constructor(id: string, tell: (what: string) => void = () => {}) {
    super();
    this.id = id;
    this.#tell = tell;
  }

  start(): void {
    this.#tell(`start ${this.id}`);
  }

  stop(): void {
    this.#tell(`stop ${this.id}`);
  }

  retry(): void {
    this.#tell(`retry ${this.id}`);
  }

  networkBack(): void {
    this.#tell(`network back ${this.id}`);
  }

  supplyCredentials(username: string, password: string): void {
    this.#tell(`credentials ${this.id} ${username} ${password}`);
  }

  async tokenChanged(isOtherRole = false): Promise<void> {
    this.#tell(`token ${this.id}${isOtherRole ? ' of another role' : ''}`);
  }

  tick(now: number): void {
    this.#tell(`tick ${this.id} ${now}`);
  }

  snapshot(): ConnectionSnapshot {
    return snapshot({ id: this.id });
  }

  hasAnnounced(device: string): boolean {
    return this.announced.has(device);
  }
}
