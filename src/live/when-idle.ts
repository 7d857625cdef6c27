import { isOrderUnderWay } from './leaving.ts';
import { liveStore } from './store.ts';

/** Calls once no order is under way, at once where none is. */
export function whenIdle(then: () => void, isBusy = isOrderUnderWay): void {
  if (!isBusy()) {
    then();
    return;
  }
  const stop = liveStore.subscribe(() => {
    if (isBusy()) return;
    stop();
    then();
  });
}

/** The same for what takes the page away without anybody having asked for it: a recording that is not saved would be lost, too. */
export function whenUnneeded(then: () => void): void {
  whenIdle(then, () => isOrderUnderWay() || liveStore.getState().isRecording);
}
