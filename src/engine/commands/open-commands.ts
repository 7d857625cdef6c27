import { actuatorKey, type ConnectionId } from '../../model/identity.ts';
import type { OpenCommand } from './open-command.ts';
import { isMeant, type Meant } from './unanswered.ts';

/** The open commands, each under its target, under what reports of it and under what it touches: one a key. */
export class OpenCommands {
  readonly #byKey = new Map<string, OpenCommand>();

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  get(key: string): OpenCommand | undefined {
    return this.#byKey.get(key);
  }

  /** Whether one of this connection is open. */
  hasAny(connection: ConnectionId): boolean {
    return [...this.#byKey.values()].some((open) => open.life.command.connection === connection);
  }

  /** Each once, whatever becomes of them meanwhile. */
  all(): ReadonlySet<OpenCommand> {
    return new Set(this.#byKey.values());
  }

  add(open: OpenCommand): void {
    for (const key of open.keys) {
      const other = this.#byKey.get(key);
      // A release is never refused: what only it touches stays with the order that is open for it.
      if (other && other !== open.before && key !== open.reportKey) continue;
      this.#byKey.set(key, open);
    }
  }

  /** Gives back what was reserved: to the other half of a pulse where that is still open. */
  remove(open: OpenCommand): void {
    for (const key of open.keys) {
      if (this.#byKey.get(key) !== open) continue;
      if (open.before?.keys.has(key)) this.#byKey.set(key, open.before);
      else this.#byKey.delete(key);
    }
  }

  /**
   * The command that an answer is about. Where the answer names no target, that is the only one that left on the link and fits what it says; one that left by
   * a request of its own is answered there.
   */
  meant(meant: Meant): OpenCommand | undefined {
    const { connection, device, property } = meant;
    if (device !== null && property !== null) {
      const open = this.#byKey.get(actuatorKey({ connection, device, property }));
      return open?.before ?? open;
    }
    const halves = [...this.all()].flatMap((open) => (open.before ? [open.before, open] : [open]));
    const sent = halves.filter(({ viaLink, life }) => viaLink && isMeant(meant, life.command));
    return sent.length === 1 ? sent[0] : undefined;
  }

  /** The sent command that a report of this property tells about. */
  sentTo(key: string): OpenCommand | undefined {
    const open = this.#byKey.get(key);
    return open?.reportKey === key && open.life.command.state === 'sent' ? open : undefined;
  }
}
