import type { PageMessage } from '../model/door.ts';
import type { View, ViewAnswer } from '../model/view.ts';

/** While the page waits for an answer and nothing has changed, the views are looked at this often. */
const LOOK_MS = 12;
/** Between two answers, taking readings in gets at least as long as the first of them took, times this. */
const SHARE_OF_READINGS = 1;
/** A timer shorter than this would cost more than it saves. */
const LEAST_WAIT_MS = 3;

/** The page's standing questions, as far as answering them goes. */
interface Answering {
  open(view: View): void;
  close(id: number): void;
  answers(): { answers: ViewAnswer[]; transfer: ArrayBuffer[] };
}

/** What the desk is told. */
type DeskMessage = Extract<PageMessage, { readonly type: 'open' | 'close' | 'ready' }>;

/**
 * Answers the page: one message for each `ready`, and none before the last one has been taken, so that nothing is prepared for a page
 * that is behind. Where answers take long, because there is much to draw or others need the processor, there are fewer of
 * them: readings are never kept waiting for pictures.
 */
export class AnswerDesk {
  readonly #views: Answering;
  readonly #send: (answers: readonly ViewAnswer[], transfer: ArrayBuffer[]) => void;
  #isOpen = false;
  #pageIsReady = false;
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
        break;
    }
    this.#answer();
  }

  #answer(): void {
    clearTimeout(this.#timer);
    if (!this.#pageIsReady || !this.#isOpen) return;
    const begin = performance.now();
    const wait = this.#notBefore - begin;
    if (wait > LEAST_WAIT_MS) {
      this.#answerIn(wait);
      return;
    }
    const { answers, transfer } = this.#views.answers();
    if (answers.length === 0) {
      this.#answerIn(LOOK_MS);
      return;
    }
    this.#pageIsReady = false;
    this.#send(answers, transfer);
    const end = performance.now();
    this.#notBefore = end + SHARE_OF_READINGS * (end - begin);
  }

  #answerIn(ms: number): void {
    this.#timer = setTimeout(() => this.#answer(), ms);
  }
}
