import type { Kept } from './keeper.ts';

/** What the log is told of history: a trouble that lasts is told once. */
export class Notes {
  readonly #log: (level: 'info' | 'warning', text: string) => void;
  #said = '';

  constructor(log: (level: 'info' | 'warning', text: string) => void) {
    this.#log = log;
  }

  /** Nothing can be kept. @param why in the browser's words */
  none(why: string): void {
    this.#log(
      'warning',
      `This browser keeps no readings across reloads (${why}). Everything else works; private windows and blocked storage do this.`,
    );
  }

  /** The database can not be opened before another page lets go of it. */
  held(): void {
    this.#log(
      'warning',
      'This browser keeps no readings across reloads (another tab does not let go of what was deleted). Close this page’s other tabs: it begins by itself then.',
    );
  }

  /** The browser has closed the database. */
  closed(): void {
    if (!this.#isNew('closed')) return;
    this.#log(
      'warning',
      'The browser closed the database of the kept readings; what it held may be gone. It is opened again by itself; if this comes back, free some disk space.',
    );
  }

  /** The database failed. @param why in the browser's words */
  failed(why: string): void {
    if (!this.#isNew('failed')) return;
    this.#log(
      'warning',
      `The database of the kept readings failed (${why}). It is opened again by itself; if this comes back, free some disk space.`,
    );
  }

  /** A part of this page that bringing back needs is not there. */
  notBack(): void {
    this.#log(
      'warning',
      'Readings of before were not brought back: a part of this page could not be fetched. They stay kept; reload the page.',
    );
  }

  /** A part of this page that writing needs is not there. */
  unfetched(): void {
    if (!this.#isNew('unfetched')) return;
    this.#log(
      'warning',
      'A part of this page that keeps readings across reloads could not be fetched. It is tried again; if this lasts, reload the page.',
    );
  }

  /** After a trouble that ended it, writing works. */
  again(): void {
    this.#said = '';
    this.#log('info', 'Readings are kept across reloads again.');
  }

  /** Something has been written, or not. */
  room({ dropped, lost, error }: Kept): void {
    if (lost > 0) {
      if (!this.#isNew('lost')) return;
      this.#log(
        'warning',
        `The browser did not keep the last ${lost} readings for after a reload (${error}). Free some disk space; the page goes on without.`,
      );
    } else if (dropped > 0 && this.#isNew('dropped')) {
      this.#log(
        'warning',
        `The browser has no room: the oldest ${dropped} parts of the kept readings were deleted. Free some disk space.`,
      );
    }
  }

  #isNew(what: string): boolean {
    const isNew = what !== this.#said;
    this.#said = what;
    return isNew;
  }
}
