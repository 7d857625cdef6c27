import { useCallback, useEffect, useState } from 'react';
import { connectionTools } from '../../live/index.ts';
// Not from there: it would be fetched with the first screen.
import { noteRecording } from '../../live/recording.ts';
import type { RecordingState } from '../../model/recording.ts';

const EVERY_MS = 1000;

interface Recordings {
  /** Those that go on or wait to be saved, one a connection at most. */
  readonly recordings: readonly RecordingState[];
  /** Asks at once instead of waiting for the next second. */
  readonly refresh: () => void;
}

/** All recordings, looked at once a second: they go on while other pages are shown. */
export function useRecordings(): Recordings {
  const [recordings, setRecordings] = useState<readonly RecordingState[]>([]);
  const look = useCallback(
    () =>
      connectionTools()
        .then((tools) => tools.recordings())
        .then((all) => {
          noteRecording(all.length > 0);
          setRecordings((before) => (all.length === 0 && before.length === 0 ? before : all));
        })
        // The engine is being started, or its code could not be fetched: the next second may do.
        .catch(() => undefined),
    [],
  );
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  return { recordings, refresh: () => void look() };
}
