import type { SeriesInfo } from '../../model/catalogue.ts';

/** What a dragged quantity is, for whoever it is dropped on. */
const DRAGGED = 'application/x-signalbox-quantity';

/** How quantities get from here to a dashboard. Not those of a recording: once it is closed nobody finds them again, and another may get its id. */
export interface Adding {
  /** By a button: asks which dashboard. */
  readonly ask: (info: SeriesInfo) => void;
  /** By dragging: offers dashboards to drop it on; null when the drag is over. */
  readonly drag: (info: SeriesInfo | null) => void;
}

/** Marks a drag as one of a quantity. */
export function markDrag(transfer: DataTransfer, { device, quantity }: SeriesInfo): void {
  transfer.effectAllowed = 'copy';
  transfer.setData(DRAGGED, quantity);
  transfer.setData('text/plain', `${device} ${quantity}`);
}

/** Whether a drag is one of a quantity. */
export function isMarked(transfer: DataTransfer): boolean {
  return transfer.types.includes(DRAGGED);
}
