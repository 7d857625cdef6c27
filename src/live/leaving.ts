import type { Command } from '../model/command.ts';
import { liveStore } from './store.ts';

/** The page stays so long for the engine to send the end of a pulse: its worker dies with the page. */
const GRACE_MS = 200;

/** Whether a pulse has begun and not ended: a page that goes now may leave its device as the pulse put it. */
function isPulseUnderWay(): boolean {
  return liveStore.getState().pulses.size > 0;
}

/** Keeps the page, and no more than the page, from going on. The worker has a thread of its own, and nothing else can hold a page back. */
function stay(): void {
  const end = performance.now() + GRACE_MS;
  while (performance.now() < end) {
    // The engine sends meanwhile.
  }
}

/** The commands that have no end yet. */
export function openCommands(): readonly Command[] {
  return [...liveStore.getState().commands.values()].filter(
    ({ state }) => state === 'pending' || state === 'sent',
  );
}

/** Whether an order has no end yet, or a pulse is not over: a bad moment to load the page anew. */
export function isOrderUnderWay(): boolean {
  return isPulseUnderWay() || openCommands().length > 0;
}

/**
 * A page that is being closed in the middle of a pulse has the engine end it at once: a pulse that is too short does less harm than one
 * that nobody ends. The browser's question whether to leave gives the order the time to go. A page that is killed gets no such
 * chance; then nobody ends the pulse.
 * @param leave told when the page is about to go
 * @param until ends the watching
 */
export function watchLeaving(leave: () => void, until?: AddEventListenerOptions): void {
  const go = () => {
    if (!isPulseUnderWay()) return;
    leave();
    stay();
  };
  const ask = (event: BeforeUnloadEvent) => {
    go();
    // A recording would be lost with the page.
    if (isPulseUnderWay() || liveStore.getState().isRecording) event.preventDefault();
  };
  addEventListener('beforeunload', ask, until);
  addEventListener('pagehide', go, until);
}
