import type { SeriesRef } from '../../model/identity.ts';
import type { MenuProps } from '../../ui/DotsButton.tsx';
import { download } from '../../ui/download.ts';
import OpenMenu from '../../ui/OpenMenu.tsx';
import { t } from '../../ui/text.ts';
import { momentInWords } from '../time/moment.ts';
import type { TimeRange } from '../time/range.ts';
import { ageInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';
import type { LegendFigures } from './readout.ts';

/** A chart at the moment at which something is done with it. */
export interface ShownChart {
  readonly title: string;
  readonly refs: readonly SeriesRef[];
  readonly labels: readonly string[];
  readonly series: readonly PlotSeries[];
  /** Series that are switched off in the legend. */
  readonly hidden: ReadonlySet<number>;
  readonly figures: readonly LegendFigures[];
  readonly range: TimeRange;
  /** Null while nothing is drawn. */
  readonly canvas: HTMLCanvasElement | null;
}

/** Saves the raw readings of the window. @returns what was saved, in words @throws what the engine or the browser does */
async function saveCsv({ title, refs, series, range: { spanMs, until } }: ShownChart): Promise<string> {
  const end = until ?? Date.now();
  const { csvOf } = await import('./export.ts');
  const exported = refs.map((ref, i) => ({ ...ref, unit: series[i]?.unit ?? '' }));
  const { file, rows, keptFrom } = await csvOf(exported, end - spanMs, end);
  download(`${title} ${new Date(end).toISOString()}.csv`, file);
  const saved = t('{rows, plural, one {Saved # reading.} other {Saved # readings.}}', { rows });
  const isWhole = !(keptFrom > end - spanMs);
  const older = t('Raw readings are kept since {time} only.', { time: momentInWords(keptFrom, Date.now()) });
  return isWhole ? saved : `${saved} ${older}`;
}

/** Saves what is drawn, with its legend. @returns what was saved, in words @throws what the browser does */
async function savePicture(shown: ShownChart): Promise<string> {
  const { title, labels, series, hidden, figures, range, canvas } = shown;
  if (!canvas) return t('There is nothing to draw yet.');
  const { pictureOf } = await import('./picture.ts');
  const lines = labels.flatMap((label, index) => {
    const one = series[index];
    if (!one || hidden.has(index)) return [];
    const figure = figures[index];
    const value = valueInWords(figure?.value ?? Number.NaN, one);
    const age = figure ? ageInWords(figure) : '';
    return [{ label, index, value: age === '' ? value : `${value}  ${age}` }];
  });
  const picture = await pictureOf(canvas, title, range, lines);
  download(`${title} ${new Date().toISOString()}.png`, picture);
  return t('Saved the picture.');
}

interface OpenChartMenuProps extends MenuProps {
  readonly shown: () => ShownChart;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  /** Hears in words what came of it. */
  readonly onSaid: (words: string) => void;
}

/** What can be done with a chart. */
export default function OpenChartMenu({ shown, isTable, onTable, onSaid, ...menu }: OpenChartMenuProps) {
  const saying = (work: (chart: ShownChart) => Promise<string>) => () => {
    work(shown()).then(onSaid, () =>
      onSaid(t('It could not be saved. Try again, or take a shorter window.')),
    );
  };
  return (
    <OpenMenu
      {...menu}
      actions={[
        { label: t(isTable ? 'Show as chart' : 'Show as table'), run: () => onTable(!isTable) },
        { label: t('Save as CSV'), run: saying(saveCsv) },
        { label: t('Save as picture'), run: saying(savePicture) },
      ]}
    />
  );
}
