import { rangeInWords, type TimeRange } from '../time/range.ts';
import { readTheme, seriesDash } from './theme.ts';

/** One line of the picture's legend. */
export interface PictureSeries {
  readonly label: string;
  readonly value: string;
  /** Place among all series, for its colour and dashes. */
  readonly index: number;
}

/** CSS pixels. */
const MARGIN = 12;
const TITLE = 20;
const LINE = 18;
const SWATCH = 16;
const SWATCH_HEIGHT = 3;
const SWATCH_GAP = 6;

/** Whoever looks at a picture has another today: as seen from 1970 each day is named, with its year. */
const NO_DAY = 0;

/**
 * A picture (PNG) of a chart as it is drawn now, with its title, its window in words and its legend around it, in the colours of
 * the page. Rejects where the browser cannot make one.
 */
export async function pictureOf(
  chart: HTMLCanvasElement,
  title: string,
  range: TimeRange,
  legend: readonly PictureSeries[],
): Promise<Blob> {
  const ratio = devicePixelRatio;
  const theme = readTheme(chart);
  const style = getComputedStyle(chart);
  const header = MARGIN + TITLE + (1 + legend.length) * LINE + MARGIN;
  const canvas = document.createElement('canvas');
  canvas.width = chart.width + 2 * MARGIN * ratio;
  canvas.height = chart.height + (header + MARGIN) * ratio;
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('The browser gave no canvas to draw the picture on.');
  ctx.fillStyle = style.getPropertyValue('--sb-tile').trim() || 'white';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(chart, MARGIN * ratio, header * ratio);
  ctx.scale(ratio, ratio);
  const family = style.fontFamily;
  const ink = style.getPropertyValue('--sb-ink').trim() || 'black';
  // What is longer than the picture is wide is written narrower.
  const room = canvas.width / ratio - 2 * MARGIN;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = ink;
  ctx.font = `600 13px ${family}`;
  ctx.fillText(title, MARGIN, MARGIN + TITLE / 2, room);
  ctx.font = `12px ${family}`;
  ctx.fillStyle = theme.ink;
  const drawn = rangeInWords({ ...range, until: range.until ?? Date.now() }, NO_DAY);
  ctx.fillText(drawn, MARGIN, MARGIN + TITLE + LINE / 2, room);
  ctx.lineWidth = SWATCH_HEIGHT;
  for (const [row, { label, value, index }] of legend.entries()) {
    const y = MARGIN + TITLE + (row + 1.5) * LINE;
    ctx.strokeStyle = theme.series[index % theme.series.length] ?? ink;
    ctx.setLineDash([...seriesDash(index)]);
    ctx.beginPath();
    ctx.moveTo(MARGIN, y);
    ctx.lineTo(MARGIN + SWATCH, y);
    ctx.stroke();
    ctx.fillStyle = ink;
    ctx.fillText(`${label}  ${value}`, MARGIN + SWATCH + SWATCH_GAP, y, room - SWATCH - SWATCH_GAP);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not make a picture of the chart.'));
    }, 'image/png');
  });
}
