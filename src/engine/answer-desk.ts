import type { PageMessage } from '../model/door.ts';
import type { View, ViewAnswer } from '../model/view.ts';

/** While the page waits for an answer and nothing has changed, the views are looked at this often. */
const LOOK_MS = 12;
/**
 * An answer costs as long as the page's question waited for its turn and as long as the answer took to prepare. From these costs on, ms,
 * on average, it is about every second, third and fourth of the live charts only, by turns: what is drawn, and so what drawing costs, is
 * less, and the page keeps the display's pace.
 */
const TURNS_FROM_MS = [10, 13, 16];
/** Below this, ms, on average, the machine keeps up. */
const CALM_MS = 16;
/** Each ms above makes the next answer wait this many, up to the longest wait. */
const PATIENCE = 12;
const LONGEST_WAIT_MS = 250;
/** Weight of the newest answer in the average. */
const NEWEST = 0.1;

/**
 * Where no question has taken less than this, ms, or one less than nothing, the page's clock and the engine's are apart: each takes the time of
 * day when it begins, and neither goes on while the computer sleeps in between.
 */
const APART_MS = 50;

/** The page's standing questions, as far as answering them goes. */
interface Answering {
  open(view: View): void;
  close(id: number): void;
  takeBack(buffers: readonly ArrayBuffer[]): void;
  answers(charts: number, turns: number): { answers: ViewAnswer[]; transfer: ArrayBuffer[] };
}

/** What the desk is told. */
type DeskMessage = Extract<PageMessage, { readonly type: 'open' | 'close' | 'ready' }>;

/**
 * Answers the page: one message for each `ready`, and none before the last one has been taken, so that nothing is prepared for a page
 * that is behind. Where answers take long, because there is much to draw or others need the processor, they are about fewer charts,
 * then there are fewer of them: readings are never kept waiting for pictures.
 */
export class AnswerDesk {
  readonly #views: Answering;
  readonly #send: (answers: readonly ViewAnswer[], transfer: ArrayBuffer[]) => void;
  /** What an answer costs, averaged; ms. */
  #cost = 0;
  /** How long the newest `ready` waited for its turn, ms; a machine that slept counts no more than a slow one. */
  #waited = 0;
  /** What a `ready` seems to have waited at least so far, ms. */
  #least = Number.POSITIVE_INFINITY;
  #isOpen = false;
  #pageIsReady = false;
  /** Charts the page can draw in its next frame. */
  #charts = Number.POSITIVE_INFINITY;
  /** No answer is prepared before; {@link performance.now}. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(views: Answering, send: (answers: readonly ViewAnswer[], transfer: ArrayBuffer[]) => void) {
    this.#views = views;
    this.#send = send;
  }

  /** From now on questions are answered. */
  start(): void {
    this.#isOpen = true;
    this.#answer();
  }

  stop(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  take(message: DeskMessage): void {
    switch (message.type) {
      case 'open':
        this.#views.open(message.view);
        break;
      case 'close':
        this.#views.close(message.id);
        break;
      case 'ready':
        this.#pageIsReady = true;
        this.#waited = this.#waitSince(message.at);
        this.#charts = message.charts;
        this.#views.takeBack(message.spent);
        break;
    }
    this.#answer();
  }

  #waitSince(at: number): number {
    const seen = performance.timeOrigin + performance.now() - at;
    this.#least = Math.min(this.#least, seen);
    const apart = this.#least < 0 || this.#least >= APART_MS ? this.#least : 0;
    return Math.min(LONGEST_WAIT_MS, seen - apart);
  }

  #answer(): void {
    clearTimeout(this.#timer);
    if (!this.#pageIsReady || !this.#isOpen) return;
    const begin = performance.now();
    const wait = this.#notBefore - begin;
    if (wait > 0) {
      this.#answerIn(wait);
      return;
    }
    const turns = 1 + TURNS_FROM_MS.filter((cost) => this.#cost >= cost).length;
    const { answers, transfer } = this.#views.answers(this.#charts, turns);
    if (answers.length === 0) {
      this.#answerIn(LOOK_MS);
      return;
    }
    this.#pageIsReady = false;
    this.#send(answers, transfer);
    const end = performance.now();
    this.#cost += (this.#waited + end - begin - this.#cost) * NEWEST;
    this.#notBefore = end + Math.min(LONGEST_WAIT_MS, Math.max(0, this.#cost - CALM_MS) * PATIENCE);
  }

  #answerIn(ms: number): void {
    this.#timer = setTimeout(() => this.#answer(), ms);
  }
}
