import { liveStore } from './store.ts';

/** Whether a pulse has begun and not ended: a page that goes now may leave its device as the pulse put it. */
function isPulseUnderWay(): boolean {
  for (const { pulse, state } of liveStore.getState().newestCommands.values()) {
    if (!pulse) continue;
    if (state === 'pending' || state === 'sent') return true;
    // After a press, whether confirmed or not known to be, the release is still to come.
    if (pulse.part === 'press' && (state === 'confirmed' || state === 'timed-out')) return true;
  }
  return false;
}

/**
 * A page that is being closed in the middle of a pulse has the engine end it at once: a pulse that is too short does less harm than one
 * that nobody ends. The browser's question whether to leave gives the order the time to go. A page that is killed gets no such
 * chance; then nobody ends the pulse.
 * @param leave told when the page is about to go
 * @returns stops watching
 */
export function watchLeaving(leave: () => void): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (!isPulseUnderWay()) return;
    leave();
    event.preventDefault();
  };
  const go = () => {
    if (isPulseUnderWay()) leave();
  };
  addEventListener('beforeunload', ask);
  addEventListener('pagehide', go);
  return () => {
    removeEventListener('beforeunload', ask);
    removeEventListener('pagehide', go);
  };
}
