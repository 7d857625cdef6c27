/** Whether a connection is online, and since when it is or is not (epoch ms by our clock). */
export interface LinkState {
  isOnline: boolean;
  since: number;
  /** It is connecting for the first time, and may: whether it is down nobody can say yet. */
  isStarting: boolean;
}

/** A connection that is new may take so long until it counts as down. */
const STARTING_MS = 10_000;

/** The links of all connections as alarms see them: looked at once a second. */
export class Links {
  readonly #states = new Map<string, LinkState>();

  /** The state of one, which goes on being kept up to date. */
  of(connection: string, now: number): LinkState {
    const known = this.#states.get(connection);
    if (known) return known;
    const fresh = { isOnline: false, since: now, isStarting: true };
    this.#states.set(connection, fresh);
    return fresh;
  }

  /** A connection has ended; one that takes its place begins anew. */
  restart(connection: string, now: number): void {
    const state = this.#states.get(connection);
    if (state) Object.assign(state, { isOnline: false, since: now, isStarting: true });
  }

  forget(connection: string): void {
    this.#states.delete(connection);
  }

  /** The clock was set: nothing has been so since a time that is yet to come. */
  clockSet(now: number): void {
    for (const state of this.#states.values()) state.since = Math.min(state.since, now);
  }

  look(isOnline: (connection: string) => boolean, now: number): void {
    for (const [connection, state] of this.#states) {
      const is = isOnline(connection);
      if (is || now - state.since >= STARTING_MS) state.isStarting = false;
      if (is === state.isOnline) continue;
      state.isOnline = is;
      state.since = now;
    }
  }
}
