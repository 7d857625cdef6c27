import type { CommandPlan } from '../protocols/protocol.ts';
import type { End } from './command-life.ts';
import type { HttpAnswer } from './command-link.ts';
import type { OpenCommand } from './open-command.ts';
import { httpEnd, notAgain, notSentWords, REQUEST_BROKE } from './outcome-words.ts';

/** What sending needs of the ledger around it. */
interface DispatchHost {
  now(): number;
  schedule(ms: number, work: () => void): () => void;
  /** Nothing left the page. */
  notSent(open: OpenCommand, end: End): void;
  /** The back end's answer ends the command, if it came in time. */
  heard(open: OpenCommand, end: End): void;
  timedOut(open: OpenCommand): void;
  /** Its request has an end of its own, which leaves the command open for the device's report. */
  answered(open: OpenCommand): void;
}

/** Hands an order that was admitted to its link, once and now, and starts its deadline. */
export class Dispatch {
  readonly #host: DispatchHost;

  constructor(host: DispatchHost) {
    this.#host = host;
  }

  send(open: OpenCommand, plan: Exclude<CommandPlan, { kind: 'refused' }>): void {
    if (plan.kind === 'http') {
      this.#sent(open);
      open.link.request(plan, open.abort.signal, open.deadline, open.mayStill).then(
        (answer) => this.#answered(open, answer),
        () => this.#requestBroke(open),
      );
      return;
    }
    const outcome = open.link.send(open.life.command.device, plan.frames, open.isRelease);
    if (outcome === 'sent') this.#sent(open);
    else this.#host.notSent(open, { state: 'refused', reason: notSentWords(outcome) });
  }

  #sent(open: OpenCommand): void {
    const { now, schedule } = this.#host;
    open.life.send(now());
    open.cancelDeadline = schedule(open.deadline - now(), () => this.#host.timedOut(open));
  }

  #answered(open: OpenCommand, { status, withheld }: HttpAnswer): void {
    if (withheld !== undefined) this.#host.heard(open, notAgain(withheld));
    else if (status < 200 || status > 299) this.#host.heard(open, httpEnd(status));
    else if (open.confirmation.by === 'acceptance')
      this.#host.heard(open, { state: 'confirmed', confirmedBy: 'acceptance' });
    else {
      open.request = 'accepted';
      this.#host.answered(open);
    }
  }

  #requestBroke(open: OpenCommand): void {
    if (open.confirmation.by === 'acceptance') this.#host.heard(open, REQUEST_BROKE);
    else {
      open.request = 'broke';
      this.#host.answered(open);
    }
  }
}
