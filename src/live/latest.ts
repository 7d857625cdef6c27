import { type SeriesRef, seriesKey } from '../model/identity.ts';
import type { LatestAnswer } from '../model/view.ts';

/** A newest value with its time; NaN where nothing is known. */
export interface Latest {
  readonly time: number;
  readonly value: number;
}

/** Values by the series they are of: the list that they were asked for may be another by now. */
export type Answered = ReadonlyMap<string, Latest>;

/** @param refs what was asked for */
export function answeredOf(refs: readonly SeriesRef[], { times, values }: LatestAnswer): Answered {
  return new Map(
    refs.map((ref, index) => [
      seriesKey(ref),
      { time: times[index] ?? Number.NaN, value: values[index] ?? Number.NaN },
    ]),
  );
}

/** What an answer says of these series, in their order. */
export function latestOf(refs: readonly SeriesRef[], answered: Answered): readonly (Latest | undefined)[] {
  return refs.map((ref) => answered.get(seriesKey(ref)));
}
