import { type CSSProperties, useMemo, useSyncExternalStore } from 'react';
import { onPaper, paperTime } from '../ui/paper.ts';
import { t } from '../ui/text.ts';
import { GridTile } from './GridTile.tsx';
import styles from './grid.module.css';
import { type Placement, placementOf } from './placement.ts';
import { COLUMNS, type DashboardDocument } from './schema.ts';

/** Widths up to which there are one and two columns. */
const ONE_COLUMN = '(max-width: 640px)';
const TWO_COLUMNS = '(max-width: 1000px)';

type Layout = 'one' | 'two' | 'wide';

function currentLayout(): Layout {
  // Paper is the same whatever screen it is printed from.
  if (paperTime() !== null) return 'wide';
  if (matchMedia(ONE_COLUMN).matches) return 'one';
  return matchMedia(TWO_COLUMNS).matches ? 'two' : 'wide';
}

function subscribeLayout(listener: () => void): () => void {
  const queries = [ONE_COLUMN, TWO_COLUMNS].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  const leavePaper = onPaper(listener);
  return () => {
    leavePaper();
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

interface Cell {
  readonly widget: string;
  readonly place: Readonly<Record<`--${string}`, number>>;
}

function cellsOf({ wide, narrow }: Placement, layout: Layout): readonly Cell[] {
  if (layout === 'wide') {
    return wide.map(({ widget, x, y, w, h }) => ({
      widget,
      place: { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h },
    }));
  }
  const broad = new Set(wide.filter(({ w }) => w > COLUMNS / 2).map(({ widget }) => widget));
  return narrow.map(({ widget, h }) => ({ widget, place: { '--w': broad.has(widget) ? 2 : 1, '--h': h } }));
}

/** A dashboard's tiles in their places. They stand in the document in reading order, for keyboards and screen readers. */
export function Grid({ document }: { readonly document: DashboardDocument }) {
  const layout = useSyncExternalStore(subscribeLayout, currentLayout);
  const placement = useMemo(() => placementOf(document), [document]);
  const cells = cellsOf(placement, layout);
  return (
    <>
      {placement.unknown.length > 0 && (
        <p className={styles.notice}>
          {t(
            'The layout names widgets that do not exist: {names}. Remove them from the layout, or add them to the widgets.',
            {
              names: placement.unknown.join(', '),
            },
          )}
        </p>
      )}
      {placement.movedOn.length > 0 && layout === 'wide' && (
        <p className={styles.notice}>
          {t(
            'The layout has widgets over others or beyond its twelve columns, which are shown further down or to the left: {names}. Correct their places.',
            { names: placement.movedOn.join(', ') },
          )}
        </p>
      )}
      <div className={styles[layout]}>
        {cells.map(({ widget, place }) => {
          const entry = document.spec.widgets[widget];
          const style: CSSProperties = place;
          return (
            entry && (
              <div key={widget} className={styles.cell} style={style}>
                <GridTile entry={entry} />
              </div>
            )
          );
        })}
      </div>
    </>
  );
}
