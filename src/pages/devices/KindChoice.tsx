import { t } from '../../ui/text.ts';
import styles from './adding.module.css';

/** The widgets that a quantity can be added as. */
export type SeriesKind = 'timeseries' | 'stat';

interface KindChoiceProps {
  readonly kind: SeriesKind;
  readonly onChoose: (kind: SeriesKind) => void;
}

/** As what a quantity is put on a dashboard. */
export function KindChoice({ kind, onChoose }: KindChoiceProps) {
  return (
    <fieldset className={styles.kinds}>
      <legend>{t('As |dashboard')}</legend>
      <label>
        <input
          type="radio"
          name="kind"
          checked={kind === 'timeseries'}
          onChange={() => onChoose('timeseries')}
        />
        {t('a chart')}
      </label>
      <label>
        <input type="radio" name="kind" checked={kind === 'stat'} onChange={() => onChoose('stat')} />
        {t('a number')}
      </label>
    </fieldset>
  );
}
