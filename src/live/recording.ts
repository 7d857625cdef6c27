import { liveStore } from './store.ts';

/** Tells whether there is a recording that is not saved: the page is not left without a question then. */
export function noteRecording(isRecording: boolean): void {
  if (liveStore.getState().isRecording !== isRecording) liveStore.setState({ isRecording });
}
