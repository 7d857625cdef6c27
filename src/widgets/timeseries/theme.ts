/** What the canvas needs of the page's theme; colours as CSS strings. */
export interface ChartTheme {
  readonly ink: string;
  /** What the chart lies on. */
  readonly ground: string;
  readonly hairline: string;
  readonly series: readonly string[];
  /** By priority. */
  readonly alarms: Readonly<Record<'critical' | 'high' | 'medium' | 'low', string>>;
  /** A canvas font with the page's family. */
  readonly font: string;
  /** How many times as large as on a desk everything is: walls are read from afar. */
  readonly scale: number;
}

/** Colours of `--sb-series-1` … `-8`; further series repeat them dashed. */
const SERIES_COLOURS = 8;
const DASH: readonly number[] = [5, 3];
const SOLID: readonly number[] = [];

/** The CSS colour of the `index`-th series (from 0), for legends. */
export function seriesColour(index: number): string {
  return `var(--sb-series-${(index % SERIES_COLOURS) + 1})`;
}

/** Dashes, in CSS pixels, that tell the ninth series from the first. */
export function seriesDash(index: number): readonly number[] {
  return index < SERIES_COLOURS ? SOLID : DASH;
}

/** Reads the theme as it holds at an element. */
export function readTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const variable = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const scale = Number(variable('--sb-zoom', '1'));
  return {
    ink: variable('--sb-ink-2', style.color),
    ground: variable('--sb-tile', 'Canvas'),
    hairline: variable('--sb-hairline', 'rgba(128, 128, 128, 0.25)'),
    series: Array.from({ length: SERIES_COLOURS }, (_, i) => variable(`--sb-series-${i + 1}`, style.color)),
    alarms: {
      critical: variable('--sb-alarm-critical', style.color),
      high: variable('--sb-alarm-high', style.color),
      medium: variable('--sb-alarm-medium', style.color),
      low: variable('--sb-alarm-low', style.color),
    },
    font: `${Math.round(11 * scale)}px ${style.fontFamily || 'system-ui, sans-serif'}`,
    scale,
  };
}

const listeners = new Set<() => void>();
let stopWatching: (() => void) | null = null;

function watch(): () => void {
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) => matchMedia(q));
  for (const query of queries) query.addEventListener('change', tell);
  // The scheme chosen in the page is an attribute of the root element.
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    for (const query of queries) query.removeEventListener('change', tell);
    observer.disconnect();
  };
}

/** Calls back after the page's colours may have changed; returns the disposer. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  stopWatching ??= watch();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}
