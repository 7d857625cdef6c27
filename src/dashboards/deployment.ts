import { useEffect, useState } from 'react';
import { type LoadedDashboard, loadDashboard } from './load.ts';

/** A dashboard that the configuration names. It can be looked at, and duplicated to be edited. */
export interface DeploymentDashboard {
  /** Address of its file, as the configuration has it. */
  readonly source: string;
  readonly loaded: LoadedDashboard;
}

/** Marks all but the first of several documents with one id: an address leads to one of them only. */
export function withIdsOnce(dashboards: readonly DeploymentDashboard[]): readonly DeploymentDashboard[] {
  const sources = new Map<string, string>();
  return dashboards.map((one) => {
    if (!one.loaded.ok) return one;
    const { id } = one.loaded.document.metadata;
    const first = sources.get(id);
    if (first === undefined) {
      sources.set(id, one.source);
      return one;
    }
    const reason = `${one.source} has the id “${id}”, as ${first} has. Give it one of its own in its metadata.`;
    return { source: one.source, loaded: { ok: false, reason, problems: [] } };
  });
}

/** The configuration's dashboards, in its order; null while they are being fetched. @param sources should be stable */
export function useDeployment(sources: readonly string[]): readonly DeploymentDashboard[] | null {
  const [dashboards, setDashboards] = useState<readonly DeploymentDashboard[] | null>(null);
  useEffect(() => {
    const aborted = new AbortController();
    const load = async (source: string) => ({ source, loaded: await loadDashboard(source, aborted.signal) });
    Promise.all(sources.map(load)).then(
      (all) => setDashboards(withIdsOnce(all)),
      () => undefined,
    );
    return () => aborted.abort();
  }, [sources]);
  return dashboards;
}
