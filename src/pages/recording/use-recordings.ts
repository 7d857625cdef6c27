import { useCallback, useEffect, useState } from 'react';
import { connectionTools } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { RecordingState } from '../../model/recording.ts';

const EVERY_MS = 1000;

/** A connection's recording, and what can be done with it. */
interface RecordingHandle {
  /** null where there is none. */
  readonly recording: RecordingState | null;
  /** Asks at once instead of waiting for the next second. */
  readonly refresh: () => void;
}

/** The recording of one connection, looked at once a second: it goes on while other pages are shown. */
export function useRecording(connection: ConnectionId): RecordingHandle {
  const [recording, setRecording] = useState<RecordingState | null>(null);
  const look = useCallback(
    () =>
      connectionTools()
        .then((tools) => tools.recordings())
        .then((all) => setRecording(all.find((one) => one.connection === connection) ?? null))
        // The engine is being started, or its code could not be fetched: the next second may do.
        .catch(() => undefined),
    [connection],
  );
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  return { recording, refresh: () => void look() };
}
