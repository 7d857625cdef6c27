import { useEffect, useState } from 'react';
import type { AuditCursor, AuditEntry, AuditLimits } from '../model/audit.ts';
import { mergedEntries } from './audit-list.ts';
import { auditBatch, auditNews } from './door.ts';

/** Entries a batch: small enough that the engine is never held up by one. */
const BATCH = 1_000;
/** Changes are gathered this long before the list is made anew. */
const GATHER_MS = 100;

/** The audit of this browser as the page has it. */
export interface AuditList {
  /** Newest first. Of all tabs, and kept up to date. */
  readonly entries: readonly AuditEntry[];
  /** All that is kept has been read. */
  readonly complete: boolean;
  /** Why the audit is not kept as it should be and what to do, in words; '' when it is. */
  readonly problem: string;
  /** How much this browser keeps; null until it is known. */
  readonly limits: AuditLimits | null;
}

const NOTHING: AuditList = { entries: [], complete: false, problem: '', limits: null };

/** Reads the audit and follows what changes in it, in this tab and all others. */
export function useAudit(): AuditList {
  const [list, setList] = useState(NOTHING);
  useEffect(() => {
    const reading = new AbortController();
    let gathered: AuditEntry[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (more: readonly AuditEntry[], part: Partial<AuditList> = {}) =>
      setList((before) => {
        const limit = part.limits?.entries ?? before.limits?.entries ?? Number.POSITIVE_INFINITY;
        return { ...before, ...part, entries: mergedEntries(before.entries, more, limit) };
      });
    const channel = auditNews();
    channel.onmessage = (event: MessageEvent<AuditEntry>) => {
      gathered.push(event.data);
      timer ??= setTimeout(() => {
        timer = undefined;
        take(gathered);
        gathered = [];
      }, GATHER_MS);
    };
    readAll(reading.signal, take);
    return () => {
      reading.abort();
      channel.close();
      clearTimeout(timer);
    };
  }, []);
  return list;
}

async function readAll(
  signal: AbortSignal,
  take: (entries: readonly AuditEntry[], part: Partial<AuditList>) => void,
): Promise<void> {
  let after: AuditCursor | null = null;
  try {
    do {
      const batch = await auditBatch(after, BATCH);
      if (signal.aborted) return;
      after = batch.next;
      take(batch.entries, { complete: after === null, problem: batch.problem, limits: batch.limits });
    } while (after !== null);
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    take([], { complete: true, problem: `The audit could not be read: ${why} Reload the page.` });
  }
}
