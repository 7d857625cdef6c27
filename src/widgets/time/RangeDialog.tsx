import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import controls from '../../ui/controls.module.css';
import { timeZone } from '../../ui/locale.ts';
import { t } from '../../ui/text.ts';
import { momentOf, offsetAt } from '../../ui/zone.ts';
import { LEAST_SPAN_MS, MOST_SPAN_MS, type TimeRange } from './range.ts';
import styles from './time.module.css';

interface RangeDialogProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
  readonly onClose: () => void;
}

/** A moment as `datetime-local` fields write it: what the clocks of the page's zone show, without the zone. */
function fieldText(time: number): string {
  return new Date(time + offsetAt(time)).toISOString().slice(0, 19);
}

/** The moment that such a field names; NaN where it names none. */
function fieldTime(text: string): number {
  return momentOf(Date.parse(`${text}Z`));
}

/** Asks for a window of time from one moment to another, in the page's zone. */
export default function RangeDialog({ range, onChoose, onClose }: RangeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const end = range.until ?? Date.now();
  const [from, setFrom] = useState(fieldText(end - range.spanMs));
  const [to, setTo] = useState(fieldText(end));
  const [problem, setProblem] = useState('');
  useEffect(() => dialog.current?.showModal(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const begin = fieldTime(from);
    const until = fieldTime(to);
    if (Number.isNaN(begin) || Number.isNaN(until)) return setProblem(t('Fill in both times.'));
    if (until - begin < LEAST_SPAN_MS) return setProblem(t('The end must be later than the beginning.'));
    if (until - begin > MOST_SPAN_MS) return setProblem(t('Choose 31 days at most.'));
    if (begin > Date.now()) return setProblem(t('That is all in the future: begin earlier.'));
    onChoose({ spanMs: until - begin, until, exact: true });
    // Closed, and not just gone: the focus goes back to what it was asked for with.
    dialog.current?.close();
  };

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <h2 id={heading}>{t('Show a range of time')}</h2>
        <label className={controls.field}>
          {t('From')}
          <input type="datetime-local" step="1" value={from} onChange={(e) => setFrom(e.target.value)} />
        </label>
        <label className={controls.field}>
          {t('To')}
          <input type="datetime-local" step="1" value={to} onChange={(e) => setTo(e.target.value)} />
        </label>
        {timeZone() !== undefined && <p>{t('Times of {zone}.', { zone: timeZone() ?? '' })}</p>}
        <p role="alert">{problem}</p>
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={() => dialog.current?.close()}>
            {t('Cancel')}
          </button>
          <button type="submit" className={controls.primary}>
            {t('Show')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
