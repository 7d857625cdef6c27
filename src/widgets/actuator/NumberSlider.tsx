import { type ChangeEvent, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { formatAsWritten } from '../../ui/as-written.ts';
import { t } from '../../ui/text.ts';
import { Slide } from './slide.ts';
import styles from './slider.module.css';

/** Where nothing says how finely a value is set, a hundredth of the whole or a bit less. */
function fineStep(min: number, max: number): number {
  return 10 ** Math.floor(Math.log10((max - min) / 100));
}

/** Between the ends, 0 to 1. */
function share(value: number, min: number, max: number): number {
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

interface NumberSliderProps {
  readonly label: string;
  readonly describedBy: string;
  readonly min: number;
  readonly max: number;
  readonly step: number | undefined;
  readonly unit: string;
  /** What the device says; null where it is not known. */
  readonly reported: number | null;
  readonly isStale: boolean;
  /** What an open order asks for. */
  readonly desired: number | null;
  /** What has been chosen and not been ordered; null where nothing has. */
  readonly draft: number | null;
  readonly isLocked: boolean;
  readonly onDraft: (value: number | null) => void;
  /** The thumb was let go at a new place. */
  readonly onRelease: (value: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A number by a thumb on a track. The filled part and the mark are what was reported, the thumb is what is chosen or ordered. By pointer the value is
 * meant once the thumb is let go; by keyboard it is only chosen, since nobody can say when a key was pressed for the last time.
 */
export function NumberSlider(props: NumberSliderProps) {
  const { min, max, unit, reported, desired, draft } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const slide = useRef<Slide | null>(null);
  slide.current ??= new Slide();
  const { current: dragged } = slide;
  const listening = useRef<AbortController | null>(null);
  const [isGivenUp, setGivenUp] = useState(false);
  useEffect(() => () => listening.current?.abort(), []);

  const value = draft ?? desired ?? reported ?? min;
  /** Nothing is known, and nothing is asked for: the thumb stands nowhere in particular. */
  const isIdle = reported === null && draft === null && desired === null;
  const inWords = (amount: number) => `${formatAsWritten(amount)} ${unit}`.trim();
  const words = reported === null ? t('unknown') : inWords(reported);
  const spoken =
    value === reported || (draft === null && desired === null)
      ? words
      : t('{value}; reported {reported}', { value: inWords(value), reported: words });

  function show(): void {
    setGivenUp(dragged.isGivenUp);
    latest.current.onDraft(dragged.shown());
  }

  /** The drag is over. @param ordered what for; null: nothing */
  function over(ordered: number | null): void {
    listening.current?.abort();
    setGivenUp(false);
    latest.current.onDraft(null);
    if (ordered !== null) latest.current.onRelease(ordered);
  }

  // The browser draws the thumb after the pointer by itself. It is listened to everywhere, as it may be let go anywhere.
  function pointerDown({ button, pointerId, currentTarget }: PointerEvent<HTMLInputElement>): void {
    if (button !== 0 || !dragged.begin(pointerId, value, currentTarget.getBoundingClientRect())) return;
    const until = new AbortController();
    listening.current = until;
    const { signal } = until;
    const giveUp = () => {
      dragged.withdraw();
      show();
    };
    const drop = () => {
      dragged.drop();
      over(null);
    };
    window.addEventListener(
      'pointermove',
      (event) => {
        if (dragged.move(event.pointerId, event.clientY)) show();
      },
      { signal },
    );
    window.addEventListener(
      'pointerup',
      (event) => {
        const ordered = dragged.end(event.pointerId);
        if (ordered !== undefined) over(ordered);
      },
      { signal },
    );
    window.addEventListener(
      'pointercancel',
      (event) => {
        if (event.pointerId === pointerId) drop();
      },
      { signal },
    );
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') giveUp();
      },
      { signal, capture: true },
    );
    window.addEventListener('blur', giveUp, { signal });
    signal.addEventListener('abort', () => dragged.drop());
  }

  return (
    <div className={styles.slider}>
      <svg className={styles.track} data-stale={props.isStale} aria-hidden="true">
        <rect
          className={reported === null ? styles.unknown : styles.empty}
          width="100%"
          height="6"
          y="7"
          rx="3"
        />
        {reported !== null && (
          <>
            <rect
              className={styles.full}
              width={`${100 * share(reported, min, max)}%`}
              height="6"
              y="7"
              rx="3"
            />
            <line
              className={styles.mark}
              x1={`${100 * share(reported, min, max)}%`}
              x2={`${100 * share(reported, min, max)}%`}
              y1="0"
              y2="20"
              data-reported={reported}
            />
          </>
        )}
      </svg>
      <input
        className={styles.input}
        type="range"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-valuetext={spoken}
        aria-disabled={props.isLocked}
        min={min}
        max={max}
        step={props.step ?? fineStep(min, max)}
        value={value}
        {...(value === reported && draft === null ? {} : { 'data-apart': isIdle ? 'idle' : '' })}
        onPointerDown={pointerDown}
        onKeyDown={props.onKeyDown}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          props.onDraft(dragged.at(event.target.valueAsNumber));
        }}
      />
      <p className={styles.ends} aria-hidden="true">
        <span>{formatAsWritten(min)}</span>
        <span>{isGivenUp && t('Let go here and nothing is sent.')}</span>
        <span>{formatAsWritten(max)}</span>
      </p>
    </div>
  );
}
