import { readTheme } from './theme.ts';

/** One line of the picture's legend. */
export interface PictureSeries {
  readonly label: string;
  readonly value: string;
  /** Place among all series, for its colour. */
  readonly index: number;
}

/** CSS pixels. */
const MARGIN = 12;
const TITLE = 20;
const LINE = 18;
const SWATCH = 16;

/**
 * A picture (PNG) of a chart as it is drawn now, with its title, its window in words and its legend around it, in the colours of
 * the page. Rejects where the browser cannot make one.
 */
export async function pictureOf(
  chart: HTMLCanvasElement,
  title: string,
  range: string,
  legend: readonly PictureSeries[],
): Promise<Blob> {
  const ratio = devicePixelRatio;
  const theme = readTheme(chart);
  const style = getComputedStyle(chart);
  const header = MARGIN + TITLE + legend.length * LINE + MARGIN;
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
  ctx.textBaseline = 'middle';
  ctx.fillStyle = ink;
  ctx.font = `600 13px ${family}`;
  ctx.fillText(title, MARGIN, MARGIN + TITLE / 2);
  const titleWidth = ctx.measureText(title).width;
  ctx.font = `12px ${family}`;
  ctx.fillStyle = theme.ink;
  ctx.fillText(range, MARGIN + titleWidth + MARGIN, MARGIN + TITLE / 2);
  for (const [row, { label, value, index }] of legend.entries()) {
    const y = MARGIN + TITLE + (row + 0.5) * LINE;
    ctx.fillStyle = theme.series[index % theme.series.length] ?? ink;
    ctx.fillRect(MARGIN, y - 1.5, SWATCH, 3);
    ctx.fillStyle = ink;
    ctx.fillText(`${label}  ${value}`, MARGIN + SWATCH + 6, y);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not make a picture of the chart.'));
    }, 'image/png');
  });
}
