import { useEffect, useRef, useState } from 'react';
import type { ReportedState } from '../../model/catalogue.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import widgetStyles from '../widgets.module.css';
import styles from './control.module.css';
import { changedElsewhere, type SpokenReport } from './elsewhere.ts';
import type { HoldProps } from './hold.ts';

interface ControlNotesProps {
  /** Ties the notes to the control by `aria-describedby`. */
  readonly id: string;
  readonly reported: ReportedState | undefined;
  /** What was reported, where the control itself does not show it. */
  readonly word?: string;
  /** Why the value is unknown; '' when it is known. */
  readonly unknownWhy: string;
  /** What went wrong with the last order; '' when nothing did. */
  readonly reason: string;
  readonly locked: string;
  /** What the control asks for before it orders. */
  readonly hints?: readonly string[];
  /** Orders what went wrong once more; absent: it cannot be ordered now, or needs not. */
  readonly again?: HoldProps | undefined;
  readonly onDismiss: () => void;
}

/** What stands below every control: how old the report is, what went wrong, why nothing can be ordered. */
export function ControlNotes({
  id,
  reported,
  word,
  unknownWhy,
  reason,
  locked,
  hints = [],
  again,
  onDismiss,
}: ControlNotesProps) {
  return (
    <div className={styles.notes} id={id}>
      {reason !== '' && (
        <div className={styles.failure}>
          <svg className={styles.sign} viewBox="0 0 12 12" aria-hidden="true">
            <path d="M6 1.2 11 10.5H1ZM6 4.6v2.8M6 8.6v.6" />
          </svg>
          <p>{said(reason)}</p>
          {again && (
            <button type="button" className={`${widgetStyles.button} ${widgetStyles.small}`} {...again}>
              {t('Try again')}
            </button>
          )}
          <button
            type="button"
            className={`${widgetStyles.button} ${widgetStyles.small}`}
            onClick={onDismiss}
          >
            {t('Dismiss')}
          </button>
        </div>
      )}
      {unknownWhy !== '' && <p>{said(unknownWhy)}</p>}
      {reported && unknownWhy === '' && (
        <p>
          {reported.stale && (
            <svg className={styles.clock} viewBox="0 0 12 12" aria-hidden="true">
              <path d="M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1ZM6 3v3.2l2 1.3" />
            </svg>
          )}
          <Age
            since={reported.at}
            before={word === undefined ? t('Reported ') : t('Reported “{word}” ', { word })}
          />
          {reported.elsewhere && t('; changed elsewhere')}
          {reported.stale && t('; the link has broken since')}
        </p>
      )}
      {locked !== '' && <p>{said(locked)}</p>}
      {hints.map((hint) => (
        <p key={hint}>{said(hint)}</p>
      ))}
    </div>
  );
}

interface AnnouncementProps {
  readonly text: string;
  /** The text is about an order: one that is open, or one that ended badly. */
  readonly ofOrder: boolean;
  /** What the control itself answers to whoever works it; '' or absent: nothing. */
  readonly answer?: string;
  /** Of the targets: read out where somebody else has changed one. */
  readonly reports: readonly SpokenReport[];
}

/**
 * Says what becomes of orders to those who listen instead of looking: while one is open and when it has ended; and what somebody else has
 * changed. Quiet otherwise, so that opening a page with many controls reads nothing out.
 */
export function Announcement({ text, ofOrder, answer = '', reports }: AnnouncementProps) {
  const before = useRef({ text, ofOrder, answer, reports });
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const last = before.current;
    before.current = { text, ofOrder, answer, reports };
    const isOfOrder = (ofOrder || last.ofOrder) && (text !== last.text || ofOrder !== last.ofOrder);
    const answered = answer === last.answer ? '' : answer;
    const news = isOfOrder ? text : answered || changedElsewhere(last.reports, reports);
    if (news !== '') setSpoken(news);
  });
  return (
    <p className={widgetStyles.hidden} role="status">
      {spoken}
    </p>
  );
}
