/** What a Clown.Hub is asked: what is there, and what it is set to. */
import type { OutFrame } from '../transports/transport.ts';
import { domainOf, INTERVAL, INTERVAL_PROPERTY, isDevice, line, RELAY, STATE } from './clown-talk-orders.ts';
import { type JsonObject, own } from './payload.ts';
import type { ProtocolContext, Sink } from './protocol.ts';

/** Announced devices taken from one discovery, and remembered at all. */
const MAX_ANNOUNCED = 1_000;
/** The link is busy: questions are put again after this long. */
const ASK_AGAIN_MS = 1_000;
const ASK_TRIES = 5;
/** A sensor that has not answered by then does not answer at all. */
const ANSWER_MS = 10_000;
/** Relays asked before the hub has said that they are there. */
const MAX_ASKED_EARLY = 100;

/** Asks what is there. */
export const DISCOVERY = line('-/-/config/list', {});

function stateOf(device: string): OutFrame {
  return line(`${device}/get`, {});
}

/** Asks after each opening of the link, and whenever nobody knows any more. */
export class Questions {
  readonly #context: ProtocolContext;
  /** Devices announced and asked since the link opened: the answer to a probe must not ask everything again. */
  readonly #announced = new Set<string>();
  /** Asked ahead of their announcement. */
  readonly #asked = new Set<string>();
  /** Sensors that have not yet answered what their interval is, and those that answered that they have none. */
  readonly #owing = new Set<string>();
  readonly #without = new Set<string>();
  #stopWaiting = () => {};
  /** What has reported anything since the bridge was last heard to start. */
  readonly #told = new Set<string>();
  /** When everything was asked because the bridge had started, epoch ms. */
  #restartedAt = Number.NEGATIVE_INFINITY;
  /** The opening of the link in which it will be asked again. */
  #askingAgain = 0;
  /** Tells openings of the link apart, for questions that wait. */
  #opening = 0;

  constructor(context: ProtocolContext) {
    this.#context = context;
  }

  /** What is asked as soon as the link has opened. */
  opened(): readonly OutFrame[] {
    this.#opening += 1;
    return this.#all();
  }

  /** What is there, and what it is set to. */
  #all(): readonly OutFrame[] {
    this.#announced.clear();
    this.#asked.clear();
    this.#stopWaiting();
    this.#owing.clear();
    this.#without.clear();
    // Their states would else come a round trip later. One that is gone does not answer.
    const relays = this.#context.heardOf().filter((device) => isDevice(device) && domainOf(device) === RELAY);
    for (const relay of relays.slice(0, MAX_ASKED_EARLY)) this.#asked.add(relay);
    return [DISCOVERY, ...[...this.#asked].map(stateOf)];
  }

  /** The bridge has begun anew behind a hub that stayed: what it is set to nobody knows until it is asked, as after a reconnect. */
  restarted(sink: Sink): void {
    if (this.#told.size > 0) sink.doubt(new Set([...this.#announced, ...this.#asked, ...this.#told]));
    this.#told.clear();
    const opening = this.#opening;
    const since = Math.abs(this.#context.now() - this.#restartedAt);
    if (since >= ASK_AGAIN_MS) this.#askAll();
    else if (this.#askingAgain !== opening) {
      // What was asked may have been lost with what the bridge was.
      this.#askingAgain = opening;
      this.#context.schedule(ASK_AGAIN_MS - since, () => {
        if (opening === this.#opening) this.#askAll();
      });
    }
  }

  #askAll(): void {
    this.#askingAgain = 0;
    this.#restartedAt = this.#context.now();
    this.#ask(this.#all(), this.#opening, ASK_TRIES);
  }

  /** A device has reported something. */
  hasTold(device: string): void {
    if (this.#told.size < MAX_ANNOUNCED) this.#told.add(device);
  }

  /** Announces what is new in the hub's list, and asks it what it is set to: after a reconnect nobody knows. */
  discovered(payload: JsonObject, sink: Sink): void {
    const questions: OutFrame[] = [];
    for (const device of this.#unannounced(own(payload, 'sensors'))) {
      sink.device({ device, kind: 'sensor' });
      this.#owing.add(device);
      questions.push(line(`${device}/config/get`, {}));
    }
    if (questions.length > 0) {
      this.#stopWaiting();
      this.#stopWaiting = this.#context.schedule(ANSWER_MS, () => {
        for (const device of this.#owing) this.hasInterval(device, sink);
      });
    }
    for (const device of this.#unannounced(own(payload, 'actuators'))) {
      const domain = domainOf(device);
      sink.device({ device, kind: 'actuator' });
      sink.actuator(device, STATE, domain, domain.type !== 'json');
      if (!this.#asked.has(device)) questions.push(stateOf(device));
    }
    this.#ask(questions, this.#opening, ASK_TRIES);
  }

  /** A device has said what its interval is. */
  hasInterval(device: string, sink: Sink): void {
    const isOwed = this.#owing.delete(device);
    // It was only busy when it answered with an error.
    if (this.#without.delete(device) || isOwed) sink.actuator(device, INTERVAL_PROPERTY, INTERVAL, true);
  }

  /** Whether an error of a device says no more than that it has no interval: everybody hears of it, whoever asked. */
  isWithoutInterval(device: string): boolean {
    if (this.#owing.delete(device)) this.#without.add(device);
    return this.#without.has(device);
  }

  #unannounced(list: unknown): readonly string[] {
    if (!Array.isArray(list)) return [];
    const fresh: string[] = [];
    for (const device of list) {
      if (this.#announced.size >= MAX_ANNOUNCED) break;
      if (!isDevice(device) || this.#announced.has(device)) continue;
      this.#announced.add(device);
      fresh.push(device);
    }
    return fresh;
  }

  #ask(questions: readonly OutFrame[], opening: number, tries: number): void {
    if (questions.length === 0 || tries === 0 || opening !== this.#opening) return;
    if (this.#context.send('', questions)) return;
    this.#context.schedule(ASK_AGAIN_MS, () => this.#ask(questions, opening, tries - 1));
  }
}
