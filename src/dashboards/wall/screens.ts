import { placementOf } from '../placement.ts';
import { COLUMNS, type DashboardDocument, type NarrowPlace, type WidePlace } from '../schema.ts';

/** The height of a wall for which tiles have the size they have on a desk, CSS pixels: half of the usual 1080, so that all is twice as large there. */
const HEIGHT_AT_ONE = 540;
/** Of a row with the gap beneath it, as the grid of a page has them. */
const ROW_PX = 48;
/** What a wall needs beside its tiles, in the pixels of tiles: the line and the room around. */
const AROUND_PX = 56;
/** A dashboard that is a little too high is shown a little smaller; one that is higher is shown in parts. */
const SQUEEZE = 1.25;
/** Widths from which there are two columns, and the dashboard's own twelve. */
const TWO_FROM_PX = 480;
const WIDE_FROM_PX = 640;
/** On screens that are not looked at from afar everything is as large as on a desk. */
const LEAST_ZOOM = 1;

/** A dashboard, or the part of one, as it fills a wall. */
export interface Screen {
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  /** How many times as large as on a desk. */
  readonly zoom: number;
  readonly rows: number;
  /** Places count from this screen's first row. */
  readonly cells: readonly WidePlace[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many times as large as on a desk everything is on a wall. */
export function zoomOf({ width, height }: Size): number {
  return Math.max(LEAST_ZOOM, Math.min(width, height) / HEIGHT_AT_ONE);
}

/** Widgets one after another into the lowest of two columns, or into both; for walls that are higher than wide, and for what does not fit as it is. */
function inColumns(narrow: readonly NarrowPlace[], broad: ReadonlySet<string>, count: number): WidePlace[] {
  const bottoms = Array.from({ length: count }, () => 0);
  const w = COLUMNS / count;
  return narrow.map(({ widget, h }) => {
    if (broad.has(widget) || count === 1) {
      const y = Math.max(...bottoms);
      bottoms.fill(y + h);
      return { widget, x: 0, y, w: COLUMNS, h };
    }
    const y = Math.min(...bottoms);
    const column = bottoms.indexOf(y);
    bottoms[column] = y + h;
    return { widget, x: column * w, y, w, h };
  });
}

/** Rows at which a dashboard can be parted: no widget stands across them. The first and the last are among them. */
function seams(cells: readonly WidePlace[]): readonly number[] {
  const edges = new Set(cells.flatMap(({ y, h }) => [y, y + h]));
  return [...edges]
    .filter((row) => cells.every(({ y, h }) => row <= y || row >= y + h))
    .sort((a, b) => a - b);
}

/** Parts of at most `most` rows where the seams allow that, and as high as they have to be where not. */
function parted(cells: readonly WidePlace[], most: number): readonly (readonly WidePlace[])[] {
  const rows = seams(cells);
  const parts: (readonly WidePlace[])[] = [];
  let from = rows[0] ?? 0;
  while (from < (rows.at(-1) ?? 0)) {
    const later = rows.filter((row) => row > from);
    const to = later.findLast((row) => row - from <= most) ?? later[0] ?? from;
    const start = from;
    const part = cells.filter(({ y }) => y >= start && y < to);
    if (part.length > 0) parts.push(part.map((cell) => ({ ...cell, y: cell.y - start })));
    from = to;
  }
  return parts;
}

/** Each as far up as what is above it allows. */
function risen(cells: readonly WidePlace[]): WidePlace[] {
  const bottoms = Array.from({ length: COLUMNS }, () => 0);
  return cells.map((cell) => {
    const { x, w, h } = cell;
    const y = Math.max(...bottoms.slice(x, x + w));
    bottoms.fill(y + h, x, x + w);
    return { ...cell, y };
  });
}

/** Over the whole width, where columns at a side have nothing in them. */
function stretched(cells: readonly WidePlace[]): readonly WidePlace[] {
  const left = Math.min(...cells.map(({ x }) => x));
  const width = Math.max(...cells.map(({ x, w }) => x + w)) - left;
  if (width >= COLUMNS) return cells;
  const edge = (column: number) => Math.round(((column - left) * COLUMNS) / width);
  return cells.map((cell) => ({ ...cell, x: edge(cell.x), w: edge(cell.x + cell.w) - edge(cell.x) }));
}

/** Those that were cut go down as far as they did before and nothing is in their way. */
function lengthened(cells: readonly WidePlace[], heights: ReadonlyMap<string, number>): readonly WidePlace[] {
  const rows = rowsOf(cells);
  return cells.map((cell) => {
    const { widget, x, y, w, h } = cell;
    const beneath = cells.filter((one) => one.y >= y + h && one.x < x + w && one.x + one.w > x);
    const free = Math.min(rows, ...beneath.map((one) => one.y)) - y;
    return { ...cell, h: Math.max(h, Math.min(free, heights.get(widget) ?? h)) };
  });
}

function rowsOf(cells: readonly WidePlace[]): number {
  return Math.max(...cells.map(({ y, h }) => y + h));
}

interface Room {
  /** Rows that fit at the wall's own zoom, and those that do a little smaller. */
  readonly fitting: number;
  readonly most: number;
  /** Columns of widgets beside each other that are wide enough. */
  readonly columns: 1 | 2;
}

/**
 * A part that would be too small to be read, as no seam is where one would have to be: its widgets, none higher than the wall, in other places. As
 * they stood where that is enough, in columns otherwise; of these the way with the fewest parts.
 */
function placedAnew(
  part: readonly WidePlace[],
  broad: ReadonlySet<string>,
  { fitting, most, columns }: Room,
): readonly (readonly WidePlace[])[] {
  const low = part.map((cell) => ({ ...cell, h: Math.min(cell.h, fitting) }));
  const [best = []] = [risen(low), inColumns(low, broad, columns), inColumns(low, broad, 1)]
    .map((cells) => parted(cells, most))
    .filter((parts) => parts.every((one) => rowsOf(one) <= most))
    .sort((a, b) => a.length - b.length);
  const heights = new Map(part.map(({ widget, h }) => [widget, h]));
  return best.map((cells) => lengthened(stretched(cells), heights));
}

/**
 * How a dashboard fills a wall without scrolling, in type that can be read from afar: one screen, or several where it is too high for one.
 * None for a dashboard without widgets.
 * @param size of the wall, CSS pixels
 */
export function screensOf(document: DashboardDocument, size: Size): readonly Screen[] {
  const { width, height } = size;
  const zoom = zoomOf(size);
  const { wide, narrow } = placementOf(document);
  const broad = new Set(wide.filter(({ w }) => w > COLUMNS / 2).map(({ widget }) => widget));
  const across = width / zoom;
  const columns = across >= TWO_FROM_PX ? 2 : 1;
  const cells = across >= WIDE_FROM_PX ? wide : inColumns(narrow, broad, columns);
  const fitting = Math.max(1, Math.floor((height / zoom - AROUND_PX) / ROW_PX));
  const room: Room = { fitting, most: Math.floor(fitting * SQUEEZE), columns };
  const parts = parted(cells, room.most).flatMap((part) =>
    rowsOf(part) <= room.most ? [part] : placedAnew(part, broad, room),
  );
  return parts.map((part, index) => {
    const rows = rowsOf(part);
    const squeezed = height / (rows * ROW_PX + AROUND_PX);
    return {
      part: index,
      parts: parts.length,
      zoom: Math.min(zoom, squeezed),
      rows,
      cells: part,
    };
  });
}
