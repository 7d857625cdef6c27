import { createContext, useContext, useEffect, useId, useRef } from 'react';

/** Told of what stands in a field and cannot be the document's yet: it would be lost without a word. */
export interface NotTakenListener {
  /** @param title of the field, for people; null once there is nothing of the kind in it */
  readonly onNotTaken: (field: string, title: string | null) => void;
  /** The field is gone, and what stood in it. */
  readonly onLost: (title: string) => void;
}

const NotTakenContext = createContext<NotTakenListener | null>(null);

export const NotTakenProvider = NotTakenContext.Provider;

/**
 * Says that something stands in a field that is not taken.
 * @param title of the field, for people; null where all of it is
 * @param typed what stands there: another is said anew
 * @param isGivenUp the field goes only once the person has said what is to become of what stands in it: nothing is said of its loss
 */
export function useNotTaken(title: string | null, typed: unknown, isGivenUp = false): void {
  const listener = useContext(NotTakenContext);
  const field = useId();
  const newest = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed says when, not what
  useEffect(() => {
    newest.current = title;
    listener?.onNotTaken(field, title);
  }, [listener, field, title, typed]);
  useEffect(
    () => () => {
      if (newest.current !== null && !isGivenUp) listener?.onLost(newest.current);
      newest.current = null;
      listener?.onNotTaken(field, null);
    },
    [listener, field, isGivenUp],
  );
}
