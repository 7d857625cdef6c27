/** Turns running counts into a rate a second over the last whole second. */
export class Rates {
  framesPerSecond = 0;
  readingsPerSecond = 0;
  #frames = 0;
  #readings = 0;
  #at = 0;

  /** Called about once a second. */
  tick(frames: number, readings: number, now: number): void {
    const seconds = (now - this.#at) / 1000;
    if (this.#at > 0 && seconds > 0) {
      this.framesPerSecond = Math.round(((frames - this.#frames) / seconds) * 10) / 10;
      this.readingsPerSecond = Math.round(((readings - this.#readings) / seconds) * 10) / 10;
    }
    this.#frames = frames;
    this.#readings = readings;
    this.#at = now;
  }
}
