/** What a link to a new dashboard, and the way from there to its editor, hand along. */
export interface NewDashboard {
  /** Nothing has been saved under the address yet. */
  readonly isNew: boolean;
  /** A connection that the dashboard is to be made of. */
  readonly make: string | null;
}

/** Reads what was handed along. */
export function newDashboardIn(state: unknown): NewDashboard {
  if (typeof state !== 'object' || state === null) return { isNew: false, make: null };
  return {
    isNew: 'isNew' in state && state.isNew === true,
    make: 'make' in state && typeof state.make === 'string' ? state.make : null,
  };
}
