import { useMemo } from 'react';
import { setup } from '../../config/index.ts';
import { useSession } from '../../session/index.ts';
import type { Whose } from './places.ts';

/** Whose places are meant: those of who is signed in, at this deployment. */
export function useWhose(): Whose {
  const subject = useSession((s) => s.person.subject);
  return useMemo(() => ({ base: setup().base, subject }), [subject]);
}
