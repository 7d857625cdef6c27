import { useConnection, useLatest, useNow, useSeries } from '../../live/index.ts';
import type { Interlock } from '../../model/command.ts';
import { interlockRefusal } from '../../model/interlock.ts';
import { useStableRefs } from '../visible-latest.ts';

const NO_SERIES = { connection: '', device: '', quantity: '' };

/** Why an interlock forbids orders now; '' when it does not. The engine decides by the same rule at the moment of the order. */
export function useInterlock(interlock: Interlock | undefined): string {
  const ref = interlock ?? NO_SERIES;
  const [latest] = useLatest(useStableRefs(interlock ? [interlock] : []));
  const series = useSeries(ref);
  const connection = useConnection(ref.connection);
  const now = useNow();
  if (!interlock) return '';
  const reading = series &&
    latest && {
      ...latest,
      staleAfterMs: series.staleAfterMs,
      isOnline: connection?.status === 'online',
    };
  // The clock ticks once a second; a reading that came since is not one of the future.
  return interlockRefusal(interlock, reading, Math.max(now, latest?.time ?? now)) ?? '';
}
