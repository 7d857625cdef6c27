import type { Command } from '../../model/command.ts';
import type { ConnectionId } from '../../model/identity.ts';

/** An answer that takes longer than this is not waited for any more. */
const MEMORY_MS = 60_000;
/** Orders are limited in their rate; nobody needs more of them. */
const MOST = 1_000;

/** Part of what an order is for; null where an answer does not say. */
export interface Meant {
  readonly connection: ConnectionId;
  readonly device: string | null;
  readonly property: string | null;
}

/** Whether an answer that says so much can be about this command. */
export function isMeant(
  { connection, device, property }: Meant,
  command: Pick<Command, 'connection' | 'device' | 'property'>,
): boolean {
  return (
    connection === command.connection &&
    (device === null || device === command.device) &&
    (property === null || property === command.property)
  );
}

/**
 * Orders that timed out on links that have not broken since. Their answer may still come, and must not be taken for the answer to another order of
 * that time.
 */
export class Unanswered {
  #orders: { readonly command: Command; readonly at: number }[] = [];

  /** @param now when it timed out, epoch ms */
  add(command: Command, now: number): void {
    this.#orders = [...this.#orders.slice(1 - MOST), { command, at: now }];
  }

  /** A link has broken: nothing comes on it any more. */
  lost(connection: ConnectionId, hasDevice: (device: string) => boolean): void {
    this.#orders = this.#orders.filter(
      ({ command }) => command.connection !== connection || !hasDevice(command.device),
    );
  }

  /** Whether an answer may be about one of them. @param now epoch ms */
  has(meant: Meant, now: number): boolean {
    this.#orders = this.#orders.filter(({ at }) => Math.abs(now - at) < MEMORY_MS);
    return this.#orders.some(({ command }) => isMeant(meant, command));
  }
}
