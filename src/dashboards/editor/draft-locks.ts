const PREFIX = 'signalbox draft ';

/** What draft locks need of the browser's lock manager. */
export interface DraftLockManager {
  request(
    name: string,
    options: {
      readonly ifAvailable: boolean;
      readonly mode?: 'exclusive' | 'shared';
      readonly signal?: AbortSignal;
    },
    work: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** Lets the tabs of one browser know which drafts somebody is at: the browser takes a lock back from whoever dies. */
export interface DraftLocks {
  /** Makes a draft this tab's own that no other tab can know of yet. What is returned ends it. Never throws. */
  hold(draft: string): () => void;
  /**
   * Makes a draft of before this tab's own. Never rejects.
   * @returns what ends it; null where another tab has it
   */
  claim(draft: string): Promise<(() => void) | null>;
  /**
   * Waits until nobody is at a draft. Never rejects.
   * @returns false where the waiting was ended, or where it cannot be known
   */
  free(draft: string, signal: AbortSignal): Promise<boolean>;
  /** Tells whether somebody is at a draft now. Never rejects: where that cannot be known, nobody is. */
  held(): Promise<(draft: string) => boolean>;
}

/** @param manager undefined where the browser has none (a page served without TLS): every draft is free then */
export function draftLocks(manager: DraftLockManager | undefined): DraftLocks {
  return {
    hold(draft) {
      let release = () => {};
      const untilReleased = new Promise<void>((resolve) => {
        release = resolve;
      });
      manager
        ?.request(PREFIX + draft, { ifAvailable: false }, () => untilReleased)
        .catch(() => {
          // As without locks.
        });
      return release;
    },
    claim: (draft) =>
      new Promise((resolve) => {
        const asWithout = () => resolve(() => {});
        if (!manager) return asWithout();
        const work = (lock: object | null) => {
          if (lock) return new Promise<void>((release) => resolve(release));
          resolve(null);
          return undefined;
        };
        manager.request(PREFIX + draft, { ifAvailable: true }, work).catch(asWithout);
      }),
    async free(draft, signal) {
      if (!manager) return false;
      try {
        // Shared: whoever waits beside this one is in nobody's way.
        await manager.request(
          PREFIX + draft,
          { ifAvailable: false, mode: 'shared', signal },
          () => undefined,
        );
      } catch {
        return false;
      }
      return !signal.aborted;
    },
    async held() {
      const { held = [] } = (await manager?.query().catch(() => null)) ?? {};
      const names = new Set(held.map(({ name }) => name));
      return (draft) => names.has(PREFIX + draft);
    },
  };
}

/** Those of this browser. */
export function ownDraftLocks(): DraftLocks {
  return draftLocks(navigator.locks);
}
