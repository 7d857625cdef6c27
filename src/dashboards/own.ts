import { useEffect, useState } from 'react';
import { dashboardsOf } from './store/index.ts';
import type { DashboardStore, StoredDashboard } from './store/store.ts';

/** A person's own dashboards, followed. */
export interface OwnDashboards {
  readonly store: DashboardStore;
  /** Those changed last first. */
  readonly dashboards: readonly StoredDashboard[];
  /** What the browser's storage had to say last; '' while all is well. */
  readonly problem: string;
  /** Asks it once more. */
  readonly again: () => unknown;
}

/** All dashboards of a person in this browser, also as other tabs change them; null at first. @param owner see `dashboardsOf` */
export function useOwnDashboards(owner: string): OwnDashboards | null {
  const [own, setOwn] = useState<OwnDashboards | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let leave: (() => void) | undefined;
    dashboardsOf(owner).then((store) => {
      if (!isCurrent) return;
      const read = (): Promise<unknown> =>
        store.list().then(
          (dashboards) => isCurrent && setOwn({ store, dashboards, problem: '', again: read }),
          (error: unknown) =>
            isCurrent &&
            setOwn((last) => ({
              store,
              dashboards: last?.dashboards ?? [],
              problem: error instanceof Error ? error.message : String(error),
              again: read,
            })),
        );
      leave = store.subscribe(read);
      void read();
    });
    return () => {
      isCurrent = false;
      leave?.();
      setOwn(null);
    };
  }, [owner]);
  return own;
}
