import {
  type Decoded,
  INSPECTED_FRAMES,
  type InspectedFrame,
  type Inspection,
} from '../../model/inspection.ts';
import { LEFT_OUT } from '../audit/redact.ts';
import type { Tap } from '../connection/tap.ts';
import { previewOf } from '../protocols/preview.ts';
import type { CommandPlan, Sink } from '../protocols/protocol.ts';
import type { Frame, OutFrame, SendOutcome } from '../transports/transport.ts';
import { Budget } from './budget.ts';
import { frameText } from './frame-text.ts';
import { LeftOut } from './left-out.ts';
import { NotingSink } from './noting-sink.ts';
import { redactedFrame, redactedStart } from './redact-frame.ts';
import { isSecretValue } from './secret-member.ts';

/** Shown of one frame; its whole size is said beside it. */
const SHOWN_CHARACTERS = 4_096;
/** Looked through for secrets: one that begins in what is shown is seen to its end, or left out as far as it goes. */
const READ_CHARACTERS = 2 * SHOWN_CHARACTERS;
/** Of a frame's event: what it says is in its body. */
const EVENT_CHARACTERS = 200;
/** More frames a second than this nobody can look at. */
const FRAMES_PER_SECOND = 40;
/** Kept beside those: in a flood of others these are what is looked for. */
const UNREADABLE_PER_SECOND = 10;
/** Nobody has asked for so long: nobody is looking. */
const LEASE_MS = 15_000;

const NOT_SENT: Readonly<Record<SendOutcome, string>> = {
  sent: '',
  'not-open': 'the link was not open',
  backlog: 'bytes sent before are stuck, so the far end is not taking any',
  unsupported: 'this transport cannot send',
};

type Shown = Pick<InspectedFrame, 'text' | 'size' | 'isCut' | 'isBinary'>;
type Entry = Omit<InspectedFrame, 'seq' | keyof Shown>;

/** What an inspection needs of the engine around it. */
interface InspectorHost {
  /** Epoch ms. */
  now(): number;
  /** Secrets in use on the connection at this moment. */
  secrets(): readonly string[];
  /** Nobody looks any more: the inspection is to be taken off the connection. */
  over(): void;
}

/** Keeps the last frames of a connection for somebody who looks: a bounded number of them, and not more than a person can follow. */
export class Inspector implements Tap {
  readonly #host: InspectorHost;
  readonly #since: number;
  readonly #frames: InspectedFrame[] = [];
  readonly #budget = new Budget(FRAMES_PER_SECOND);
  readonly #unreadableBudget = new Budget(UNREADABLE_PER_SECOND);
  /** What is sent while a frame is decoded comes after it. */
  readonly #held: { readonly entry: Entry; readonly body: unknown }[] = [];
  readonly #sink: NotingSink;
  #frame: Frame | null = null;
  /** It is one of those that are shown. */
  #isKept = false;
  #seq = 0;
  #seen = 0;
  #leftOut = 0;
  #askedAt: number;

  constructor(host: InspectorHost) {
    this.#host = host;
    this.#since = host.now();
    this.#askedAt = this.#since;
    this.#sink = new NotingSink(NOWHERE, (text, isCut) => this.#clean(text, isCut));
  }

  /** What is new since frame `after`. */
  take(after: number): Inspection {
    this.#askedAt = this.#host.now();
    return {
      frames: this.#frames.filter((one) => one.seq > after),
      since: this.#since,
      seen: this.#seen,
      leftOut: this.#leftOut,
    };
  }

  arrived(frame: Frame, sink: Sink): Sink {
    this.#frame = frame;
    this.#isKept = this.#budget.take(this.#host.now());
    this.#sink.begin(sink, this.#isKept);
    return this.#sink;
  }

  decoded(): void {
    const frame = this.#frame;
    if (frame === null) return;
    this.#frame = null;
    this.#seen += 1;
    const { decoded, values, more, unreadableWhy, skippedWhy } = this.#sink;
    const now = this.#host.now();
    const isKept = this.#isKept || (unreadableWhy !== '' && this.#unreadableBudget.take(now));
    if (isKept) {
      const leftOut = new LeftOut();
      const shown = this.#shown(frame.body, leftOut);
      const clean = (one: Decoded, index: number) =>
        isSecretValue(one)
          ? { ...one, value: LEFT_OUT }
          : leftOut.without(one, values[index] ?? null, shown.text);
      const entry = {
        at: frame.receivedAt,
        direction: 'in',
        kind: 'frame',
        link: frame.link,
        event: this.#event(frame.event),
        decoded: decoded.map(clean),
        moreDecoded: more,
        unreadable: unreadableWhy,
        skipped: skippedWhy,
        notSent: '',
      } as const;
      this.#keep(entry, shown);
    } else this.#leftOut += 1;
    for (const { entry, body } of this.#held.splice(0)) this.#keep(entry, this.#shown(body));
    if (now - this.#askedAt > LEASE_MS) this.#host.over();
  }

  sent(link: string, frames: readonly OutFrame[], outcome: SendOutcome): void {
    for (const { event = '', body } of frames) {
      this.#seen += 1;
      if (!this.#budget.take(this.#host.now())) {
        this.#leftOut += 1;
        continue;
      }
      const entry = this.#entry({
        direction: 'out',
        link,
        event: this.#event(event),
        notSent: NOT_SENT[outcome],
      });
      if (this.#frame === null) this.#keep(entry, this.#shown(body));
      else this.#held.push({ entry, body });
    }
  }

  requested(plan: Extract<CommandPlan, { kind: 'http' }>): void {
    this.#seen += 1;
    this.#keep(this.#entry({ direction: 'out', kind: 'request' }), this.#shown(previewOf(plan)));
  }

  opened(link: string): void {
    this.#keep(this.#entry({ kind: 'link', link }), this.#shown('The link opened.'));
  }

  ended(link: string, reason: string): void {
    this.#keep(this.#entry({ kind: 'link', link }), this.#shown(reason === '' ? 'The link ended.' : reason));
  }

  broken(): void {
    // Why a link ended is said by `ended`.
  }

  #entry(facts: Partial<Entry>): Entry {
    return {
      at: this.#host.now(),
      direction: 'in',
      kind: 'frame',
      link: '',
      event: '',
      decoded: [],
      moreDecoded: 0,
      unreadable: '',
      skipped: '',
      notSent: '',
      ...facts,
    };
  }

  #keep(entry: Entry, shown: Shown): void {
    this.#seq += 1;
    this.#frames.push({ ...entry, ...shown, seq: this.#seq });
    if (this.#frames.length > INSPECTED_FRAMES) this.#frames.shift();
  }

  /** A body as it is shown. @param leftOut is told of the secrets in it */
  #shown(body: unknown, leftOut?: LeftOut): Shown {
    const { text, size, isBinary } = frameText(body, READ_CHARACTERS);
    const isReadInPart = text.length > READ_CHARACTERS || (isBinary && size > READ_CHARACTERS);
    const clean = this.#clean(text.slice(0, READ_CHARACTERS), isReadInPart, leftOut);
    const shown = clean.slice(0, SHOWN_CHARACTERS);
    return { text: shown, size, isCut: isReadInPart || shown.length < clean.length, isBinary };
  }

  #event(event: string): string {
    const isCut = event.length > READ_CHARACTERS;
    return this.#clean(event.slice(0, READ_CHARACTERS), isCut).slice(0, EVENT_CHARACTERS);
  }

  #clean(text: string, isCut: boolean, leftOut?: LeftOut): string {
    return (isCut ? redactedStart : redactedFrame)(text, this.#host.secrets(), leftOut);
  }
}

/** Until the first frame. */
const NOWHERE: Sink = {
  reading() {},
  history() {},
  state() {},
  rejection() {},
  device() {},
  actuator() {},
  event() {},
  notice() {},
  unreadable() {},
  doubt() {},
  skipped() {},
};
