import { useState } from 'react';
import type { DashboardDocument } from '../schema.ts';
import { dashboardsOf } from '../store/index.ts';
import { duplicateOf } from '../transfer/copy.ts';
import { createSaver, type Saved, type Saver, type SavingState } from './saver.ts';

/** Saving, and what it stands on. */
interface Saving extends SavingState {
  readonly save: Saver['save'];
  readonly saveCopy: (document: DashboardDocument) => Promise<Saved>;
  readonly standOn: Saver['standOn'];
  readonly follow: Saver['follow'];
}

/** Saves a dashboard that is being edited. */
export function useSaving(owner: string, start: Omit<SavingState, 'isOutdated'>): Saving {
  const [state, setState] = useState<SavingState>({ ...start, isOutdated: false });
  const [saver] = useState(() => createSaver(() => dashboardsOf(owner), state, setState));
  return {
    ...state,
    save: saver.save,
    saveCopy: (document) => saver.saveCopy(document, duplicateOf(document)),
    standOn: saver.standOn,
    follow: saver.follow,
  };
}
