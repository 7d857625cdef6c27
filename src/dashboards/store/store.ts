import type { ReadDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';

/** One dashboard of a person's own, as it is kept. */
export interface StoredDashboard {
  readonly id: string;
  /** What was saved, of whatever version. What this page cannot read is kept all the same, and given back untouched. */
  readonly content: unknown;
  /** {@link content}, checked and brought up to the newest version. */
  readonly read: ReadDocument;
  /** When it was saved last, epoch ms. */
  readonly changedAt: number;
  /** Counted up by each save: tells whether somebody else has saved meanwhile. */
  readonly revision: number;
}

/** Somebody has saved or deleted a dashboard since it was read: another tab, mostly. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';

  constructor() {
    super(
      'This dashboard was changed elsewhere meanwhile, perhaps in another tab. Open it again, or save yours as a copy.',
    );
  }
}

/** The dashboards of one person in this browser. Methods reject when the browser's storage does, with words for the person. */
export interface DashboardStore {
  /** Whether what is put here is found again after a reload. */
  readonly isLasting: boolean;
  /** All of them, those changed last first. */
  list(): Promise<readonly StoredDashboard[]>;
  get(id: string): Promise<StoredDashboard | undefined>;
  /**
   * Saves a document under its `metadata.id`.
   * @param basedOn the revision that was changed; 0: there must be none yet; absent: whatever is there is replaced
   * @throws ChangedMeanwhileError when another revision is there
   */
  put(document: DashboardDocument, basedOn?: number): Promise<StoredDashboard>;
  /**
   * Deletes one. Nothing happens when there is none.
   * @param basedOn the revision that is to go; absent: whatever is there
   * @throws ChangedMeanwhileError when another revision is there
   */
  remove(id: string, basedOn?: number): Promise<void>;
  /** Puts back what was removed, as it was. @throws ChangedMeanwhileError when there is one of its id again */
  restore(removed: StoredDashboard): Promise<void>;
  /** Calls back after each change, of this tab or another. What is returned ends it. */
  subscribe(listener: () => void): () => void;
}
