import { type ReactNode, Suspense } from 'react';
import { Boundary } from './Boundary.tsx';

interface AskedProps {
  readonly children: ReactNode;
  /** In the place of what it is asked for with, while it is fetched and where it failed. */
  readonly before?: ReactNode;
  /** Nobody wants it any more. */
  readonly onClose: () => void;
}

/** What somebody asked for and is fetched only then. Where it fails that is said over the page, which stays as it is. */
export function Asked({ children, before = null, onClose }: AskedProps) {
  return (
    <Boundary what="This part of the page" before={before} onClose={onClose}>
      <Suspense fallback={before}>{children}</Suspense>
    </Boundary>
  );
}
