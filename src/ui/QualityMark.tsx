import type { LinkQuality } from '../model/connection.ts';
import styles from './QualityMark.module.css';
import { type PlainText, t } from './text.ts';

const MARKS: Readonly<Record<LinkQuality, { readonly bars: number; readonly word: PlainText }>> = {
  good: { bars: 3, word: 'good link' },
  slow: { bars: 2, word: 'slow link' },
  poor: { bars: 1, word: 'poor link' },
  silent: { bars: 0, word: 'silent link' },
};

interface QualityMarkProps {
  readonly quality: LinkQuality;
  /** Where there is little room the word of what is normal is only heard. */
  readonly isQuiet?: boolean;
}

/** How well a link serves: as many bars as it has strength, and a word. */
export function QualityMark({ quality, isQuiet = false }: QualityMarkProps) {
  const { bars, word } = MARKS[quality];
  const isFine = quality === 'good';
  return (
    <span className={isFine ? styles.normal : styles.abnormal} data-quality={quality} title={t(word)}>
      <svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">
        {[0, 1, 2].map((at) => (
          <rect
            key={at}
            x={at * 5 + 0.5}
            y={8 - at * 4 + 0.5}
            width="3"
            height={at * 4 + 3}
            {...(at >= bars && { fill: 'none' })}
          />
        ))}
      </svg>
      <span className={isQuiet && isFine ? styles.heard : ''}>{t(word)}</span>
    </span>
  );
}
