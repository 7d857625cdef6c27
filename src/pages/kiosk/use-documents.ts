import { useEffect, useState } from 'react';
import { type Documents, followDocuments } from './documents.ts';

/**
 * Dashboards for a wall, as {@link followDocuments} finds them; null until the first of them has come, or none has.
 * @param sources addresses of their files; should be stable (memoised)
 */
export function useDocuments(sources: readonly string[]): Documents | null {
  const [found, setFound] = useState<Documents | null>(null);
  useEffect(() => {
    setFound(null);
    return followDocuments(sources, setFound);
  }, [sources]);
  return found;
}
