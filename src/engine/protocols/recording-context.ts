import type { OutFrame } from '../transports/transport.ts';
import type { Closing, ProtocolContext } from './protocol.ts';
import { RecordingSink } from './recording-sink.ts';

/** A protocol's world for tests: its clock is moved by hand, what it does is remembered. */
export class RecordingContext implements ProtocolContext {
  readonly sink = new RecordingSink();
  readonly sent: { link: string; frames: readonly OutFrame[] }[] = [];
  readonly closings: { link: string; closing: Closing }[] = [];
  readonly url: string;
  /** What is noted of the links, the newest last. */
  readonly notes: string[] = [];
  /** What `heardOf` answers. */
  readonly devices: string[] = [];
  /** What `send` answers. */
  takes = true;
  #now = Date.UTC(2026, 0, 1);
  #timers: { due: number; work: () => void }[] = [];

  constructor(url: string) {
    this.url = url;
  }

  now(): number {
    return this.#now;
  }

  heardOf(): readonly string[] {
    return this.devices;
  }

  schedule(ms: number, work: () => void): () => void {
    const timer = { due: this.#now + ms, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  send(link: string, frames: readonly OutFrame[]): boolean {
    if (this.takes) this.sent.push({ link, frames });
    return this.takes;
  }

  close(link: string, closing: Closing): void {
    this.closings.push({ link, closing });
  }

  note(_link: string, text: string): void {
    this.notes.push(text);
  }

  /** Lets time pass: runs what falls due, in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.due);
      next.work();
    }
    this.#now = until;
  }

  /** Somebody sets the clock; what is scheduled comes when it would have. @param ms forward, or back where negative */
  setClock(ms: number): void {
    this.#now += ms;
    for (const timer of this.#timers) timer.due += ms;
  }

  get waiting(): number {
    return this.#timers.length;
  }
}
