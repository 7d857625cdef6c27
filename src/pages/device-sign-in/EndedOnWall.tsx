import { Suspense } from 'react';
import { useSession } from '../../session/index.ts';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';

const WallSignIn = lazy(later(() => import('./WallSignIn.tsx')));

/** For a wall whose session only a person can begin anew: how they do it. Nothing while it is renewed by itself, however long that takes. */
export function EndedOnWall() {
  const isOver = useSession(
    ({ status, isRenewable }) => (status === 'renewal-failed' || status === 'expired') && !isRenewable,
  );
  if (!isOver) return null;
  return (
    <Suspense fallback={null}>
      <WallSignIn />
    </Suspense>
  );
}
