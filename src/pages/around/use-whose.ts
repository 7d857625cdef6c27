import { useMemo } from 'react';
import { useSession } from '../../session/index.ts';
import { type Whose, whoseOf } from './places.ts';

/** Whose places are meant: those of who is signed in, at this deployment. */
export function useWhose(): Whose {
  const subject = useSession((s) => s.person.subject);
  return useMemo(() => whoseOf(subject), [subject]);
}
