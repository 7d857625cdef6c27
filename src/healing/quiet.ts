import { isOrderUnderWay, liveStore } from '../live/index.ts';
import type { LiveState } from '../live/store.ts';
import { type Alarm, BY_DESIGN, UNWATCHED } from '../model/alarm.ts';

const LOOK_EVERY_MS = 5_000;
/** Somebody who touched the wall so lately is still in front of it, ms. */
const HANDS_OFF_MS = 60_000;

/**
 * Alarms at which nothing has changed for so long stand, ms: a dead sensor's would keep a wall, which acknowledges nothing, on its old build for ever.
 * It is half a shift, so that whoever works with one has seen it by then.
 */
const STANDING_MS = 4 * 3_600_000;

/** Active, and set aside neither by a person nor by its rule. One whose link is down may be the reason for that. Where none is watched a new version mends that. */
function isInForce({ id, isActive, state, suppressedBecause }: Alarm): boolean {
  return isActive && state !== 'shelved' && suppressedBecause !== BY_DESIGN && id !== UNWATCHED;
}

interface Seen {
  /** What has happened to it. */
  readonly how: string;
  /** Its rule sets it aside, or did when its link broke. */
  readonly isByDesign: boolean;
  readonly at: number;
}

/**
 * Since when this page has seen each alarm as it is, by a clock that nobody sets: the times that an alarm tells are those of its device, whose clock may
 * be hours behind.
 */
export class AlarmChanges {
  #seen: ReadonlyMap<string, Seen> = new Map();

  /** @param now ms of any clock that only goes on */
  note(alarms: ReadonlyMap<string, Alarm>, now: number): void {
    this.#seen = new Map(
      [...alarms].map(([id, { raisedAt, returnedAt, acknowledged, shelved, state, suppressedBecause }]) => {
        const before = this.#seen.get(id);
        // Not its state: what is set aside with each break of a link, and back with it, stands all the same, and while the link is down nobody is told
        // what the rule would have.
        const how = [raisedAt, returnedAt, acknowledged?.at, shelved?.at].join();
        const isByDesign =
          suppressedBecause === BY_DESIGN || (state === 'suppressed' && before?.isByDesign === true);
        // What its rule no longer sets aside is seen by people for the first time.
        const stands = before?.how === how && (isByDesign || !before.isByDesign);
        return [id, { how, isByDesign, at: stands ? before.at : now }];
      }),
    );
  }

  /** How long ago one of them was raised, over, acknowledged, shelved, or no longer set aside by its rule, last, ms, as far as this page has seen. */
  ago(now: number): number {
    return now - Math.max(Number.NEGATIVE_INFINITY, ...[...this.#seen.values()].map(({ at }) => at));
  }
}

/**
 * Whether nobody misses a wall that is away for some seconds.
 * @param unchangedMs how long nothing has changed at any alarm
 */
export function isQuiet(
  { alarms, failure }: Pick<LiveState, 'alarms' | 'failure'>,
  hasOrder: boolean,
  untouchedMs: number,
  unchangedMs: number,
): boolean {
  if (hasOrder || failure !== null || untouchedMs < HANDS_OFF_MS) return false;
  return unchangedMs >= STANDING_MS || ![...alarms.values()].some(isInForce);
}

const changes = new AlarmChanges();

/** Notes from now on when something changes at an alarm. */
export function watchAlarms(): void {
  const note = ({ alarms }: Pick<LiveState, 'alarms'>) => changes.note(alarms, performance.now());
  note(liveStore.getState());
  liveStore.subscribe((now, before) => {
    if (now.alarms !== before.alarms) note(now);
  });
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Notes when somebody is at the page. */
export function watchHands(): void {
  const touched = () => {
    touchedAt = performance.now();
  };
  for (const type of ['pointerdown', 'keydown', 'wheel']) addEventListener(type, touched, { passive: true });
}

/** Calls once in a quiet moment: no order, no alarm but those that have stood for hours, nobody at the screen. @returns stops waiting */
export function whenQuiet(then: () => void): () => void {
  const timer = setInterval(() => {
    const now = performance.now();
    changes.note(liveStore.getState().alarms, now);
    if (!isQuiet(liveStore.getState(), isOrderUnderWay(), now - touchedAt, changes.ago(now))) return;
    clearInterval(timer);
    then();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
