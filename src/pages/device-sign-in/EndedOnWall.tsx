import { lazy, Suspense } from 'react';
import { useLocation } from 'react-router';
import { useSession } from '../../session/index.ts';
import { isKioskAddress } from '../kiosk/address.ts';

const WallSignIn = lazy(() => import('./WallSignIn.tsx'));

/** On a wall whose session only a person can begin anew: how they do it. Nothing while it is renewed by itself, however long that takes. */
export function EndedOnWall() {
  const { pathname, search } = useLocation();
  const isOver = useSession(
    ({ status, isRenewable }) => (status === 'renewal-failed' || status === 'expired') && !isRenewable,
  );
  if (!isOver || !isKioskAddress(pathname, search)) return null;
  return (
    <Suspense fallback={null}>
      <WallSignIn />
    </Suspense>
  );
}
