import { isOrderUnderWay } from './leaving.ts';
import { liveStore } from './store.ts';

/** Calls once no order is under way, at once where none is. */
export function whenIdle(then: () => void): void {
  if (!isOrderUnderWay()) {
    then();
    return;
  }
  const stop = liveStore.subscribe(() => {
    if (isOrderUnderWay()) return;
    stop();
    then();
  });
}
