import { type CSSProperties, useMemo, useSyncExternalStore } from 'react';
import { WidgetTile } from '../widgets/index.ts';
import type { DashboardDocument } from './document.ts';
import styles from './grid.module.css';
import { placementOf } from './placement.ts';

/** Up to this width there is one column. The same figure stands in grid.module.css. */
const NARROW = '(max-width: 640px)';

function subscribeNarrow(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function useNarrow(): boolean {
  return useSyncExternalStore(subscribeNarrow, () => matchMedia(NARROW).matches);
}

interface Cell {
  readonly widget: string;
  readonly place: Readonly<Record<`--${string}`, number>>;
}

/** A dashboard's tiles in their places. They stand in the document in reading order, for keyboards and screen readers. */
export function Grid({ document }: { readonly document: DashboardDocument }) {
  const narrow = useNarrow();
  const placement = useMemo(() => placementOf(document), [document]);
  const cells: readonly Cell[] = narrow
    ? placement.narrow.map(({ widget, h }) => ({ widget, place: { '--h': h } }))
    : placement.wide.map(({ widget, x, y, w, h }) => ({
        widget,
        place: { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h },
      }));
  return (
    <>
      {placement.unknown.length > 0 && (
        <p className={styles.notice}>
          The layout names widgets that do not exist: {placement.unknown.join(', ')}. Remove them from the
          layout, or add them to the widgets.
        </p>
      )}
      <div className={narrow ? styles.narrow : styles.wide}>
        {cells.map(({ widget, place }) => {
          const entry = document.spec.widgets[widget];
          const style: CSSProperties = place;
          return (
            entry && (
              <div key={widget} className={styles.cell} style={style}>
                <WidgetTile entry={entry} />
              </div>
            )
          );
        })}
      </div>
    </>
  );
}
