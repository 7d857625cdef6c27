import { useEffect, useMemo, useRef } from 'react';
import { openChart } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { ChartAnswer } from '../../model/view.ts';
import { useOnScreen } from '../on-screen.ts';
import { traceLine } from '../timeseries/paths.ts';
import { onThemeChange, readTheme } from '../timeseries/theme.ts';
import { useStableRefs } from '../visible-latest.ts';
import styles from './stat.module.css';

const SPAN_MS = 300_000;
const EVERY_MS = 500;
const EDGE = 2;

function paint(canvas: HTMLCanvasElement, answer: ChartAnswer): void {
  const context = canvas.getContext('2d');
  const column = answer.series[0];
  if (!context || !column) return;
  const { ink, scale } = readTheme(canvas);
  const ratio = devicePixelRatio * scale;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.clearRect(0, 0, width, height);
  if (!(column.min <= column.max)) return;
  const span = Math.max(column.max - column.min, 1e-9);
  // Short series use the whole width: the shape is what a sparkline is for, the chart tells the times.
  const from = Math.max(answer.from, column.times[0] ?? answer.from);
  const to = Math.max(column.lastTime, from + 1000);
  context.strokeStyle = ink;
  context.lineWidth = ratio;
  context.lineJoin = 'bevel';
  context.beginPath();
  traceLine(context, column.times, column.values, {
    timeAtLeft: from,
    left: 0,
    pixelsPerMs: width / (to - from),
    valueAtBottom: column.min,
    bottom: height - EDGE,
    pixelsPerValue: column.max === column.min ? 0 : (height - 2 * EDGE) / span,
  });
  context.stroke();
}

/** The shape of the last five minutes. Decoration for those who see it: the number beside it says the same. */
export function Sparkline({ series }: { readonly series: SeriesRef }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const refs = useStableRefs(useMemo(() => [series], [series]));
  const onScreen = useOnScreen(canvas);
  useEffect(() => {
    const element = canvas.current;
    if (!onScreen || !element) return;
    let newest: ChartAnswer | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      if (newest) paint(element, newest);
    };
    const view = openChart(
      {
        series: refs,
        window: { kind: 'live', spanMs: SPAN_MS },
        width: Math.max(1, Math.round(element.clientWidth * devicePixelRatio)),
      },
      (answer) => {
        const first = newest === null;
        newest = answer;
        if (first) draw();
        else timer ??= setTimeout(draw, EVERY_MS);
      },
    );
    const leaveTheme = onThemeChange(draw);
    return () => {
      clearTimeout(timer);
      leaveTheme();
      view.close();
    };
  }, [onScreen, refs]);
  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className={styles.sparkline} />
    </div>
  );
}
