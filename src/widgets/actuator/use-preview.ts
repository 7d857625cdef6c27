import { useEffect, useState } from 'react';
import { previewOrder } from '../../live/index.ts';
import type { Json, Preview } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey } from '../../model/identity.ts';

/** What an order would send, from the very plan it would be sent by. */
interface ShownOrder {
  /** Of which target and payload it speaks: while the engine is asked anew it speaks of the ones before. */
  readonly of: string;
  readonly preview: Preview;
}

/** Names what a preview is of. */
function nameOf(target: ActuatorRef, value: Json): string {
  return `${actuatorKey(target)} ${JSON.stringify(value)}`;
}

/**
 * What an order would send; null while that is not known. Never that of another payload.
 * @param attempt asked again when it changes, as after an order that was no longer what was shown
 */
export function usePreview(target: ActuatorRef, value: Json | undefined, attempt: unknown): Preview | null {
  const [shown, setShown] = useState<ShownOrder | null>(null);
  const { connection, device, property } = target;
  const written = value === undefined ? null : JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for every attempt
  useEffect(() => {
    if (written === null || device === '' || property === '') return;
    let isCurrent = true;
    const asked = { connection, device, property };
    const payload: Json = JSON.parse(written);
    previewOrder(asked, payload).then(
      (preview) => isCurrent && setShown({ of: nameOf(asked, payload), preview }),
      (error: unknown) =>
        isCurrent && setShown({ of: nameOf(asked, payload), preview: { refusal: String(error) } }),
    );
    return () => {
      isCurrent = false;
    };
  }, [connection, device, property, written, attempt]);
  return value !== undefined && shown?.of === nameOf(target, value) ? shown.preview : null;
}
