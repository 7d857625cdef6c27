import { useConnections, useLatest, useNow, useSeriesList } from '../../live/index.ts';
import type { Interlock } from '../../model/command.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';
import { interlockRefusal } from '../../model/interlock.ts';
import { useStableRefs } from '../visible-latest.ts';

/** Why an interlock forbids orders now; '' when it does not. */
export function useInterlock(interlock: Interlock | undefined): string {
  return useInterlocks([interlock])[0] ?? '';
}

/** {@link useInterlock} for several, in the order asked. The engine decides by the same rule at the moment of the order. */
export function useInterlocks(interlocks: readonly (Interlock | undefined)[]): readonly string[] {
  const refs: readonly SeriesRef[] = useStableRefs(interlocks.filter((one) => one !== undefined));
  const latest = useLatest(refs);
  const series = useSeriesList(refs);
  const connections = useConnections();
  const now = useNow();
  return interlocks.map((interlock) => {
    if (!interlock) return '';
    const at = refs.findIndex((ref) => seriesKey(ref) === seriesKey(interlock));
    const newest = latest[at];
    const facts = series[at];
    const reading = facts &&
      newest && {
        ...newest,
        staleAfterMs: facts.staleAfterMs,
        isOnline: connections.find(({ id }) => id === interlock.connection)?.status === 'online',
      };
    // The clock ticks once a second; a reading that came since is not one of the future.
    return interlockRefusal(interlock, reading, Math.max(now, newest?.time ?? now)) ?? '';
  });
}
