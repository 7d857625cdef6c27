import 'react-grid-layout/css/styles.css';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { GridLayout, type Layout, useContainerWidth } from 'react-grid-layout';
import { deedOf } from '../../ui/keys.ts';
import { t } from '../../ui/text.ts';
import { settingsOf } from '../../widgets/all-settings.ts';
import { findWidget } from '../../widgets/registry.ts';
import { GridTile } from '../GridTile.tsx';
import type { WidgetEntry } from '../schema.ts';
import { entryOf } from './changes.ts';
import styles from './grid.module.css';
import { TILE_KEYS } from './keys.ts';
import {
  type Breakpoint,
  columnsOf,
  type Direction,
  gridLayout,
  MOST_HEIGHT,
  moved,
  resized,
  withGridLayout,
} from './layout.ts';
import type { EditorModel } from './use-editor.ts';

const MOVED = 'Moved {title}: {place}';
const SIZED = 'Sized {title}: {place}';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const STILL: Direction = { x: 0, y: 0 };

/** Heights are as the dashboard itself has them: there, too, a tile and the gap below it make 40 px in one column. */
const GRIDS = {
  wide: { cols: columnsOf('wide'), rowHeight: 40, margin: [8, 8], containerPadding: [0, 0] },
  narrow: { cols: columnsOf('narrow'), rowHeight: 32, margin: [8, 8], containerPadding: [0, 0] },
} as const;

const RESIZING = {
  handles: ['se'],
  handleComponent: (_axis: string, ref: React.Ref<HTMLElement>) => (
    <span
      className={styles.resize}
      ref={(element) => {
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
    />
  ),
} as const;

function placeWords(layout: Layout, name: string, breakpoint: Breakpoint): string {
  const item = layout.find((one) => one.i === name);
  if (!item) return '';
  if (breakpoint === 'narrow') {
    const place = layout.toSorted((a, b) => a.y - b.y).indexOf(item) + 1;
    return t('place {place} of {all}, {rows, plural, one {# row} other {# rows}} high', {
      place,
      all: layout.length,
      rows: item.h,
    });
  }
  return t(
    'column {x}, row {y}, {columns, plural, one {# column} other {# columns}} wide, {rows, plural, one {# row} other {# rows}} high',
    { x: item.x + 1, y: item.y + 1, columns: item.w, rows: item.h },
  );
}

interface TileProps {
  readonly entry: WidgetEntry;
  readonly place: string;
  readonly isSelected: boolean;
  readonly help: string;
  /** It is to have the focus, once it is there: each time anew. */
  readonly wanted: FocusWish | null;
  readonly onFocused: () => void;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A tile that is to get the focus. Each wish is an object of its own: keys come faster than a wish is cleared, and the same name once
 * more would change nothing.
 */
export interface FocusWish {
  readonly name: string;
}

/** A live widget under glass: what can be clicked and focused is the tile, not what is in it. */
function Tile(props: TileProps) {
  const { entry, place, isSelected, help, wanted, onFocused, onSelect, onKeyDown } = props;
  const glass = useRef<HTMLButtonElement>(null);
  const widget = findWidget(entry.type);
  const settings = settingsOf(entry.type);
  const kind = settings ? t(settings.name) : entry.type;
  const lastGood = useRef<WidgetEntry | null>(null);
  const isGood = useMemo(() => widget?.prepare(entry.options).ok ?? true, [widget, entry.options]);
  if (isGood) lastGood.current = entry;
  useEffect(() => {
    if (wanted === null) return;
    glass.current?.focus({ preventScroll: true });
    glass.current?.scrollIntoView({ block: 'nearest' });
    onFocused();
  }, [wanted, onFocused]);
  // Half a setting is no reason to take the chart away; the panel says what is missing.
  const shown = isGood || lastGood.current === null ? entry : { ...lastGood.current, title: entry.title };
  return (
    <>
      <div className={styles.content} inert>
        <GridTile entry={shown} />
      </div>
      {!isGood && (
        <span className={styles.unfinished} aria-hidden="true">
          {t('▲ Not finished')}
        </span>
      )}
      <button
        type="button"
        ref={glass}
        className={styles.glass}
        aria-label={`${entry.title}, ${kind}${isGood ? '' : `, ${t('not finished')}`}: ${place}`}
        aria-pressed={isSelected}
        aria-describedby={help}
        onClick={onSelect}
        onKeyDown={onKeyDown}
      />
      <span className={styles.grip} aria-hidden="true">
        <IconGripVertical size={18} />
      </span>
    </>
  );
}

interface EditGridProps {
  readonly editor: EditorModel;
  readonly breakpoint: Breakpoint;
  /** The tile that is to get the focus; null when it has it. */
  readonly focus: FocusWish | null;
  readonly onFocus: (name: string | null) => void;
  readonly onRemove: (name: string) => void;
  /** Enter on a tile: on to its settings. */
  readonly onOpen: (name: string) => void;
}

/** The tiles of a dashboard, to be moved and sized: by mouse, by finger, and by keyboard. */
export function EditGrid({ editor, breakpoint, focus, onFocus, onRemove, onOpen }: EditGridProps) {
  const help = useId();
  const { document, selected, change, select, say } = editor;
  const { width, containerRef, mounted } = useContainerWidth({ measureBeforeMount: true });
  const layout = useMemo(() => gridLayout(document, breakpoint), [document, breakpoint]);
  const bounded = useMemo(() => layout.map((item) => ({ ...item, maxH: MOST_HEIGHT })), [layout]);
  const inOrder = useMemo(
    () => layout.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ i }) => i),
    [layout],
  );
  const isCoarse = useMemo(() => matchMedia('(pointer: coarse)').matches, []);
  const dragging = useMemo(
    // A finger on a tile scrolls the page; only the grip takes hold of it.
    () => ({
      enabled: true,
      threshold: 3,
      cancel: `.${styles.resize}`,
      ...(isCoarse && { handle: `.${styles.grip}` }),
    }),
    [isCoarse],
  );
  const onFocused = useCallback(() => onFocus(null), [onFocus]);

  const put = (next: Layout, name: string, what: typeof MOVED | typeof SIZED) => {
    const title = entryOf(document, name)?.title ?? name;
    change({
      make: (old) => withGridLayout(old, breakpoint, next),
      what: t(what, { title, place: placeWords(next, name, breakpoint) }),
    });
  };
  const stopped = (what: Parameters<typeof put>[2]) => (next: Layout, before: { i: string } | null) => {
    const isChanged = next.some((one) => {
      const old = layout.find(({ i }) => i === one.i);
      return !old || old.x !== one.x || old.y !== one.y || old.w !== one.w || old.h !== one.h;
    });
    if (before && isChanged) put(next, before.i, what);
  };

  const press = (name: string) => (event: KeyboardEvent) => {
    const deed = deedOf(TILE_KEYS, event);
    if (deed === null) return;
    event.preventDefault();
    switch (deed) {
      case 'move':
      case 'size': {
        const isSize = deed === 'size';
        const next = (isSize ? resized : moved)(layout, name, ARROWS[event.key] ?? STILL, breakpoint);
        if (!next)
          return say(isSize ? t('It cannot be sized any further') : t('There is no place any further'));
        put(next, name, isSize ? SIZED : MOVED);
        return onFocus(name);
      }
      case 'remove':
        return onRemove(name);
      case 'open':
        return onOpen(name);
      case 'close':
        return select(null);
    }
  };

  return (
    <div className={styles[breakpoint]}>
      <p id={help} hidden>
        {t('Arrow keys move it, Shift and arrow keys size it, Enter opens its settings, Delete removes it.')}
      </p>
      <div ref={containerRef} role="application" aria-label={t('Layout')} className={styles.tiles}>
        {mounted && (
          <GridLayout
            width={width}
            layout={bounded}
            gridConfig={GRIDS[breakpoint]}
            dragConfig={dragging}
            resizeConfig={RESIZING}
            onDragStop={stopped(MOVED)}
            onResizeStop={stopped(SIZED)}
          >
            {inOrder.map((name) => {
              const entry = entryOf(document, name);
              return (
                <div key={name} data-tile={name} data-selected={name === selected || undefined}>
                  {entry && (
                    <Tile
                      entry={entry}
                      place={placeWords(layout, name, breakpoint)}
                      isSelected={name === selected}
                      wanted={name === focus?.name ? focus : null}
                      onFocused={onFocused}
                      help={help}
                      onSelect={() => select(name)}
                      onKeyDown={press(name)}
                    />
                  )}
                </div>
              );
            })}
          </GridLayout>
        )}
      </div>
    </div>
  );
}
