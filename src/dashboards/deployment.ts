import { useCallback, useEffect, useState } from 'react';
import { type LoadedDashboard, loadDashboard, shownAddress } from './load.ts';

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
    const reason = `${shownAddress(one.source)} has the id “${id}”, as ${shownAddress(first)} has. Give it one of its own in its metadata.`;
    return { source: one.source, loaded: { ok: false, reason, problems: [] } };
  });
}

/** What has come of the configuration's dashboards. */
interface Arrived {
  /** In its order. */
  readonly dashboards: readonly DeploymentDashboard[];
  /** Addresses of the files still to come, in its order. */
  readonly awaited: readonly string[];
}

/**
 * Fetches the configuration's dashboards side by side. Never rejects.
 * @param tell called whenever one more has come: one slow file keeps no other from being shown
 */
export async function fetchDeployment(
  sources: readonly string[],
  signal: AbortSignal,
  tell: (arrived: Arrived) => void,
): Promise<void> {
  const come = new Map<string, LoadedDashboard>();
  const load = async (source: string) => {
    come.set(source, await loadDashboard(source, signal));
    if (signal.aborted) return;
    const dashboards = sources.flatMap((one) => {
      const loaded = come.get(one);
      return loaded ? [{ source: one, loaded }] : [];
    });
    tell({ dashboards: withIdsOnce(dashboards), awaited: sources.filter((one) => !come.has(one)) });
  };
  await Promise.allSettled(sources.map(load));
}

/** {@link Arrived} so far. */
interface Arriving extends Arrived {
  /** Fetches them all anew. */
  readonly again: () => void;
}

/** The configuration's dashboards as they come. @param sources should be stable */
export function useArriving(sources: readonly string[]): Arriving {
  const [arrived, setArrived] = useState<Arrived>({ dashboards: [], awaited: sources });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    const aborted = new AbortController();
    setArrived({ dashboards: [], awaited: sources });
    void fetchDeployment(sources, aborted.signal, setArrived);
    return () => aborted.abort();
  }, [sources, attempt]);
  const again = useCallback(() => setAttempt((last) => last + 1), []);
  return { ...arrived, again };
}
