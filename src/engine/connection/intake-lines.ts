import type { ConnectionSettings } from '../../model/settings.ts';
import type { NewsDesk } from '../news.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import type { KnownDevice } from './intake-devices.ts';
import { type Kind, Kinds } from './intake-kinds.ts';
import type { Lane } from './lane.ts';

/** What changes again and again is told of once in so long. */
const TELL_AGAIN_MS = 600_000;
const MAX_TOLD = 1_000;
const IN_WORDS: Readonly<Record<Kind, string>> = { number: 'numbers', state: 'on and off', text: 'words' };

/** Which line a value of one connection belongs into, if any. Not on the way of the usual reading, which knows its line already. */
export class Lines {
  readonly #settings: ConnectionSettings;
  readonly #store: SeriesStore;
  readonly #news: NewsDesk;
  /** When changes of quantities were told, epoch ms. */
  readonly #told = new Map<string, number>();

  constructor(settings: ConnectionSettings, store: SeriesStore, news: NewsDesk) {
    this.#settings = settings;
    this.#store = store;
    this.#news = news;
  }

  /** Null where there is no room for a line; undefined where the quantity is of another kind than the value. */
  of(
    known: KnownDevice,
    quantity: string,
    unit: string,
    kind: 'number' | 'state',
    lane: Lane,
  ): Series | null | undefined {
    if (!this.admits(known, quantity, kind, lane)) return undefined;
    return known.series.get(quantity) ?? this.#open(known, quantity, unit, kind, lane);
  }

  /** Whether a value may be taken for what its quantity is. Ends the line where the quantity has turned into something else. */
  admits(known: KnownDevice, quantity: string, kind: Kind, lane: Lane): boolean {
    const line = known.kinds?.hasWords(quantity) ? undefined : this.#find(known, quantity);
    // Nearly all quantities are of one kind all the time.
    if (known.kinds === null && kind !== 'text' && (line?.kind ?? kind) === kind) return true;
    known.kinds ??= new Kinds();
    const heard = known.kinds.hear(quantity, line?.kind, kind);
    if (heard !== 'turned') return heard === 'usual';
    if (line) {
      known.series.delete(quantity);
      lane.series.delete(line);
      this.#store.forget(line);
      this.#news.gone(line);
    }
    this.#tell(
      known.info.device,
      `${quantity} ${kind}`,
      `${quantity} comes as ${IN_WORDS[kind]} now, as ${IN_WORDS[line?.kind ?? 'text']} before. What it was before is not shown any more.`,
    );
    return true;
  }

  /**
   * A value of another unit than the line's has come: the newest says what the line is in. Values before it are in the unit before, so that none is
   * joined to it.
   * @param time the value's, epoch ms
   */
  measuredIn(series: Series, unit: string, time: number): void {
    // A late one says nothing of the newest.
    if (time < series.lastTime) return;
    const before = series.unit;
    series.unit = unit;
    if (before === '') return;
    if (!Number.isNaN(series.lastTime)) series.breakOff(Date.now());
    const { device, quantity } = series;
    this.#tell(
      device,
      `${quantity} ${unit}`,
      `${quantity} comes in ${unit} now, in ${before} before. Older values are shown as they came.`,
    );
  }

  /** A quantity's line, also where it is only known by what was restored. */
  #find(known: KnownDevice, quantity: string): Series | undefined {
    const { device } = known.info;
    return (
      known.series.get(quantity) ?? this.#store.find({ connection: this.#settings.id, device, quantity })
    );
  }

  #open(
    known: KnownDevice,
    quantity: string,
    unit: string,
    kind: 'number' | 'state',
    lane: Lane,
  ): Series | null {
    const { id, staleAfterMs } = this.#settings;
    const isPast = staleAfterMs === Number.NEGATIVE_INFINITY;
    // Devices report a state when it changes: while the link is up, an old one is still true.
    const limit = kind === 'state' && !isPast ? Number.POSITIVE_INFINITY : staleAfterMs;
    // A back end that names no units may be configured with what its devices take.
    const domain = known.actuators.get(quantity)?.domain;
    const taken = domain?.type === 'number' ? (domain.unit ?? '') : '';
    const series = this.#store.open(id, known.info.device, quantity, unit || taken, kind, limit);
    if (series === null) return null;
    known.series.set(quantity, series);
    lane.series.add(series);
    this.#news.touch();
    return series;
  }

  #tell(device: string, what: string, text: string): void {
    const now = Date.now();
    const key = `${device}\n${what}`;
    const told = this.#told.get(key);
    if (told !== undefined && Math.abs(now - told) < TELL_AGAIN_MS) return;
    if (this.#told.size >= MAX_TOLD) this.#told.clear();
    this.#told.set(key, now);
    this.#news.log({ time: now, connection: this.#settings.id, device, level: 'warning', text });
  }
}
