import type { Command, Order } from '../../model/command.ts';
import type { News, PageMessage } from '../../model/door.ts';
import { newId } from '../../model/new-id.ts';
import { liveStore, takeNews } from '../store.ts';
import { lostCommands, lostOrder } from './lost-commands.ts';
import { beginAnew, loseSight } from './lost-sight.ts';
import { RestartDelay } from './restart-delay.ts';
import { Watchdog } from './watchdog.ts';

const LOOK_EVERY_MS = 1_000;
const SILENT = 'it did not answer any more';

/** Commands whose ends the next engine has to write down. */
const inheritance: Command[] = [];

/** The audit itself says of a pulse that its second half did not come: of what was never entered it is told nothing. */
function tell(lost: readonly Command[]): void {
  if (lost.length === 0) return;
  const { commands } = liveStore.getState();
  inheritance.push(...lost.filter(({ id, pulse }) => pulse?.part !== 'release' || commands.has(id)));
  takeNews({ commands: lost });
}

/**
 * Enters orders that a lost engine was given and did not tell of.
 * @param ids what it had called their commands, where it had answered
 * @returns their commands' ids in the same order
 */
export function enterLost(orders: readonly Order[], ids: readonly string[] = []): readonly string[] {
  const { person, commands: known } = liveStore.getState();
  return orders.map((order, index) => {
    const id = ids[index];
    if (id !== undefined && known.has(id)) return id;
    const commands = lostOrder(order, person.name, Date.now(), newId, id);
    tell(commands);
    return commands[0]?.id ?? '';
  });
}

/** What the watch needs of who starts engines. */
export interface WatchHost {
  post(message: PageMessage): void;
  /** Ends the engine that runs, at once. */
  end(): void;
  /** Starts another. @param lost commands that the last one left open, with their ends */
  start(lost: readonly Command[]): void;
}

/**
 * Replaces an engine that has failed or fallen silent by another, later and later when that fails again. Meanwhile nothing of what the lost
 * one told looks live, and its open commands end as what they are: unknown.
 */
export class EngineWatch {
  readonly #host: WatchHost;
  readonly #delay = new RestartDelay();
  readonly #timer: ReturnType<typeof setInterval>;
  #dog = new Watchdog(performance.now());
  #restart: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;
  /** What an engine that has just been started says before it has told all that is kept; null where nothing has to be replaced. */
  #early: News[] | null = null;

  constructor(host: WatchHost) {
    this.#host = host;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** The engine said something. */
  heard(): void {
    this.#dog.heard();
  }

  /** News of an engine that replaces another wait until it has told all that is kept. @returns whether these do */
  keepBack(news: News): boolean {
    this.#early?.push(news);
    return this.#early !== null;
  }

  /** The engine has told all that is kept: what was said before it is over. */
  begun(): void {
    const early = this.#early;
    if (!early) return;
    this.#early = null;
    beginAnew(early);
    liveStore.setState({ failure: null });
  }

  /** The engine failed in a way that nobody expected. */
  crashed(why: string): void {
    this.#lost(why);
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#restart);
    inheritance.length = 0;
  }

  #look(): void {
    if (this.#isLost) return;
    const verdict = this.#dog.look(performance.now());
    if (verdict === 'ask') this.#host.post({ type: 'beat' });
    else if (verdict === 'lost') this.#lost(SILENT);
  }

  #lost(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#early = null;
    this.#host.end();
    const now = Date.now();
    tell(lostCommands(liveStore.getState().commands.values(), now, newId));
    loseSight(why, now);
    this.#restart = setTimeout(() => this.#startAgain(), this.#delay.next(performance.now()));
  }

  #startAgain(): void {
    this.#isLost = false;
    this.#early = [];
    this.#dog = new Watchdog(performance.now());
    this.#delay.started(performance.now());
    this.#host.start(inheritance.splice(0));
  }
}
