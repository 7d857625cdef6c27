import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import type { EngineConnection } from './engine-connection.ts';

/** What the connections need of the engine around them. */
export interface ConnectionsHost {
  /**
   * A connection of these settings, not started; or, where there is no such protocol or transport, why there can be none, in words.
   * @throws ZodError where the options do not fit the protocol
   */
  make(settings: ConnectionSettings): EngineConnection | string;
  /** Another connection is about to be made while the engine runs. */
  joining(settings: ConnectionSettings): void;
  /** A connection is about to be ended. */
  leaving(): void;
  /** A connection has ended: what is in memory of it is to be forgotten. */
  left(id: ConnectionId): void;
  /** A figure or state of one has changed, or which there are. */
  changed(): void;
  /** A connection was not made. @param text why, and what to do, in words */
  refused(id: ConnectionId, text: string): void;
}

/** Running counts of all connections there are, since each one's start. */
export interface ConnectionCounts {
  readonly frames: number;
  readonly readings: number;
  readonly lost: number;
}

/** The connections that the engine holds: configured, added while it runs, or admitted from a recording. One an id. */
export class Connections {
  readonly #host: ConnectionsHost;
  readonly #connections = new Map<ConnectionId, EngineConnection>();
  /** What connections to back ends were made with; a recording that is replayed has none. */
  readonly #settings = new Map<ConnectionId, ConnectionSettings>();
  /** Told of each that was to be made anew: whoever looks on at one of them looks on at the other. */
  remade: (id: ConnectionId) => void = () => {};
  #isStarted = false;
  #hasChanged = false;

  constructor(host: ConnectionsHost) {
    this.#host = host;
  }

  /** Of the connections to back ends; those of recordings are left out. */
  get configuredIds(): Iterable<ConnectionId> {
    return this.#settings.keys();
  }

  get counts(): ConnectionCounts {
    let frames = 0;
    let readings = 0;
    let lost = 0;
    for (const connection of this.#connections.values()) {
      const { counts } = connection;
      frames += counts.frames;
      readings += counts.readings;
      lost += counts.lost;
    }
    return { frames, readings, lost };
  }

  find(id: ConnectionId): EngineConnection | undefined {
    return this.#connections.get(id);
  }

  /** What a connection was made with; undefined for one that was admitted. */
  settingsOf(id: ConnectionId): ConnectionSettings | undefined {
    return this.#settings.get(id);
  }

  isOnline(id: ConnectionId): boolean {
    return this.#connections.get(id)?.isOnline ?? false;
  }

  /** Makes the configured ones. One that cannot be made is told of and leaves the others alone. */
  configure(all: readonly ConnectionSettings[]): void {
    for (const settings of all) {
      try {
        this.#add(settings);
      } catch {
        this.#refuse(settings.id, 'its options do not fit the protocol');
      }
    }
  }

  start(): void {
    this.#isStarted = true;
    for (const connection of this.#connections.values()) connection.start();
  }

  stop(): void {
    this.#isStarted = false;
    for (const connection of this.#connections.values()) connection.stop();
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    for (const connection of this.#connections.values()) connection.tick(now);
  }

  /** The session has a new token, or none any more. @param isOtherRole the person's role has changed with it */
  tokenChanged(isOtherRole = false): void {
    if (!this.#isStarted) return;
    for (const connection of this.#connections.values()) void connection.tokenChanged(isOtherRole);
  }

  retry(id: ConnectionId): void {
    if (this.#isStarted) this.#connections.get(id)?.retry();
  }

  networkBack(): void {
    for (const connection of this.#connections.values()) connection.networkBack();
  }

  supplyCredentials(id: ConnectionId, username: string, password: string): void {
    this.#connections.get(id)?.supplyCredentials(username, password);
  }

  /** A connection that could not begin without its credentials (`awaited`, or asked for meanwhile) begins. Others are left alone. */
  complete(settings: ConnectionSettings): void {
    const { kind } = this.#settings.get(settings.id)?.credentials ?? {};
    if (kind === 'awaited' || (kind === 'ask' && settings.credentials.kind !== 'ask'))
      this.remake(settings.id, settings);
  }

  /** Makes a connection anew, with what is in memory of it. */
  remake(id: ConnectionId, settings = this.#settings.get(id)): void {
    if (!settings) return;
    this.#connections.get(id)?.stop();
    // Where it can not be made, what it was is not begun once more.
    this.#connections.delete(id);
    this.configure([settings]);
    this.remade(id);
    if (this.#isStarted) this.#connections.get(id)?.start();
    this.changed();
  }

  /**
   * Connects what was not configured at the start, in the place of a connection of the same id.
   * @throws ZodError where the options do not fit the protocol
   */
  connect(settings: ConnectionSettings): void {
    this.disconnect(settings.id);
    this.#host.joining(settings);
    this.#add(settings);
    if (this.#isStarted) this.#connections.get(settings.id)?.start();
    this.changed();
  }

  /** Takes in a connection that was made elsewhere, in the place of one of the same id. */
  admit(connection: EngineConnection): void {
    this.disconnect(connection.id);
    this.#connections.set(connection.id, connection);
    if (this.#isStarted) connection.start();
    this.changed();
  }

  /** Ends a connection and forgets what is in memory of it. Orders under way end as they do when a link breaks. */
  disconnect(id: ConnectionId): void {
    const connection = this.#connections.get(id);
    if (!connection) return;
    this.#host.leaving();
    connection.stop();
    this.#connections.delete(id);
    this.#settings.delete(id);
    this.#host.left(id);
    this.changed();
  }

  /** A figure or state of a connection has changed. */
  changed(): void {
    this.#hasChanged = true;
    this.#host.changed();
  }

  /** Snapshots of all, or null when nothing has changed since the last call. */
  takeSnapshots(): readonly ConnectionSnapshot[] | null {
    if (!this.#hasChanged) return null;
    this.#hasChanged = false;
    return [...this.#connections.values()].map((connection) => connection.snapshot());
  }

  #add(settings: ConnectionSettings): void {
    const made = this.#host.make(settings);
    if (typeof made === 'string') {
      this.#refuse(settings.id, made);
      return;
    }
    this.#connections.set(settings.id, made);
    this.#settings.set(settings.id, settings);
  }

  #refuse(id: ConnectionId, why: string): void {
    this.#host.refused(id, `Not started: ${why}. Correct it in the configuration.`);
  }
}
