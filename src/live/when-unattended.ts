import { noteRecording } from './recording.ts';
import { whenIdle } from './when-idle.ts';

/** Calls once no order is under way, on a wall: nobody is there to save a recording, or to answer the browser's question about it. */
export function whenUnattended(then: () => void): void {
  whenIdle(() => {
    noteRecording(false);
    then();
  });
}
