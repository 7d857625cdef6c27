import type { Order } from '../../model/command.ts';
import { actuatorKey } from '../../model/identity.ts';
import { MAX_AGE_MS } from './admission.ts';
import type { CommandLink } from './command-link.ts';
import { keysOf } from './open-command.ts';
import { invalidity, isBoundedJson } from './validation.ts';

/** What claims need of the browser's lock manager. */
export interface TabLocks {
  request(
    name: string,
    options: { readonly ifAvailable: true },
    work: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Longer than an order may be on its way: one that is entered after this is refused as late, whether or not its target could be claimed. */
const PATIENCE_MS = MAX_AGE_MS + 100;

/** A target that this tab keeps to itself, or has asked for. */
interface Claim {
  /** Unknown until the browser has said so, which it may never do. */
  isHeld: boolean;
  /** Orders that are about to be entered under it. */
  users: number;
  /** Resolves once it is known whether it is held. Never rejects. */
  asked: Promise<void>;
  free(): void;
}

/**
 * One open command a target across all tabs of this browser: a Web Lock a target, held from before an order is entered until no command to
 * it is open. It is asked for and never waited for, and a browser that does not answer keeps no order from its end. Where the browser has no locks (a page served without TLS), leases in its storage take their place; where it
 * has neither, each tab is for itself.
 */
export class Claims {
  readonly #locks: TabLocks | undefined;
  readonly #scope: string;
  readonly #isTaken: (key: string) => boolean;
  readonly #claims = new Map<string, Claim>();
  /** Locks that have been let go of, until the browser has taken them back: asked for before that, they would look like another tab's. */
  readonly #leaving = new Map<string, Promise<void>>();

  /**
   * @param scope what the names of targets are of: tabs of another deployment on the same origin have targets of their own
   * @param isTaken whether a command to the target is open here
   */
  constructor(locks: TabLocks | undefined, scope: string, isTaken: (key: string) => boolean) {
    this.#locks = locks;
    this.#scope = scope;
    this.#isTaken = isTaken;
  }

  /** Whether no other tab has a command to this target open. */
  holds(key: string): boolean {
    return this.#locks === undefined || this.#claims.get(key)?.isHeld === true;
  }

  /**
   * Claims what it can of these, then does the work, and gives back what no command was opened for.
   * @param ready what the work waits for besides; does not reject
   */
  async during<Result>(
    keys: readonly string[],
    work: () => Result,
    ready: () => Promise<unknown> = async () => {},
  ): Promise<Result> {
    const claims = keys.map((key) => this.#claim(key));
    await patiently(Promise.all(claims.map(({ asked }) => asked)));
    try {
      await ready();
      return work();
    } finally {
      for (const claim of claims) claim.users -= 1;
      for (const key of keys) this.freed(key);
    }
  }

  /** No command to this target is open here any more. */
  freed(key: string): void {
    const claim = this.#claims.get(key);
    if (!claim || claim.users > 0 || this.#isTaken(key)) return;
    this.#claims.delete(key);
    claim.free();
  }

  #claim(key: string): Claim {
    const claim = this.#claims.get(key) ?? this.#ask(key);
    claim.users += 1;
    return claim;
  }

  #ask(key: string): Claim {
    let free = () => {};
    const untilFree = new Promise<void>((resolve) => {
      free = resolve;
    });
    const claim: Claim = { isHeld: false, users: 0, asked: Promise.resolve(), free };
    this.#claims.set(key, claim);
    claim.asked = this.#request(key, untilFree).then((isHeld) => {
      claim.isHeld = isHeld;
    });
    return claim;
  }

  async #request(key: string, untilFree: Promise<void>): Promise<boolean> {
    const locks = this.#locks;
    if (!locks) return false;
    await this.#leaving.get(key);
    return new Promise<boolean>((resolve) => {
      const held = locks.request(`${this.#scope} ${key}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : untilFree;
      });
      const left = held.then(
        () => undefined,
        // A browser that has locks and refuses them gives no tab any: then each is for itself.
        () => resolve(true),
      );
      this.#leaving.set(key, left);
      void left.then(() => {
        if (this.#leaving.get(key) === left) this.#leaving.delete(key);
      });
    });
  }
}

/** Resolves when the answer comes, or without it once an order has waited for too long. */
function patiently(answer: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  return Promise.race([answer, tooLong]).finally(() => clearTimeout(timer));
}

/** What these orders would keep to themselves; nothing for those that would be refused whatever else. */
export function claimsOf(
  orders: readonly Order[],
  linkOf: (connection: string) => CommandLink | undefined,
): readonly string[] {
  const keys = orders.flatMap((order) => {
    const link = linkOf(order.connection);
    const domain = link?.domainOf(order.device, order.property);
    if (!link || !domain || order.withheld) return [];
    if (!isBoundedJson(order.value) || invalidity(domain, order.value) !== null) return [];
    const plan = link.plan(order);
    return plan.kind === 'refused' ? [] : [...keysOf(order, plan)];
  });
  return [...new Set([...keys, ...orders.map(actuatorKey)])];
}
