import { type KeyboardEvent, type MouseEvent, type SyntheticEvent, useId, useState } from 'react';
import type { ActuatorRef } from '../../model/identity.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import widgetStyles from '../widgets.module.css';
import { Announcement, ControlNotes } from './ControlNotes.tsx';
import controlStyles from './control.module.css';
import { againValue, controlState } from './control-state.ts';
import type { Guards } from './guard-options.ts';
import { ignoreRepeats } from './hold.ts';
import { NoCommands } from './NoCommands.tsx';
import { NumberSlider } from './NumberSlider.tsx';
import styles from './number.module.css';
import { numberProblem } from './number-problem.ts';
import { useOrders } from './orders.ts';
import { isSecondClick } from './second-click.ts';

interface NumberControlProps {
  readonly title: string;
  /** The kind of widget, for the page's contract. */
  readonly widget: string;
  /** Said before the number: `every`. */
  readonly before?: string;
  readonly actuator: ActuatorRef;
  readonly guards: Guards;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly unit: string;
  /** Offers a slider, too, where least and most are known. */
  readonly slider?: boolean;
}

/** Which of them, the person says. */
const NUMBERS = [0];

/** A number to be set. Sent by the button, by Enter, or by letting a slider go; never while it is being typed or moved. */
export function NumberControl({
  title,
  widget,
  before = '',
  actuator,
  guards,
  slider = false,
  ...options
}: NumberControlProps) {
  const ids = { notes: useId(), problem: useId() };
  const { facts, incapable, hints, send, withhold, answer, dismiss, hold, dialog } = useOrders(
    actuator,
    title,
    guards,
    NUMBERS,
  );
  const { order, locked, isSure } = controlState(facts);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const { reported } = facts;
  const known = typeof reported?.value === 'number';
  const { min, max, unit } = options;
  const hasSlider = slider && min !== undefined && max !== undefined && min < max;
  const desired = order.phase === 'pending' && typeof order.desired === 'number' ? order.desired : null;
  const phase = order.phase === 'settled' ? (known ? 'known' : 'unknown') : order.phase;
  const reason = 'reason' in order ? order.reason : '';
  const state = t('{title} is {state}', {
    title,
    state: known ? `${before} ${formatAsWritten(reported.value)} ${unit}`.trim() : t('unknown'),
  });
  const outcome = order.phase === 'settled' ? state : `${title}: ${t(order.phase)}. ${said(reason)}`;

  function set(chosen = text): void {
    const wrong = numberProblem(chosen, options);
    if (locked === '') setProblem(wrong);
    if (wrong !== '') return;
    if (locked === '') send(Number(chosen));
    else withhold(Number(chosen), locked);
    // The thumb stands where the order is or the device, not where it once was moved to.
    if (hasSlider) setText('');
  }

  function draft(value: number | null): void {
    setText(value === null ? '' : String(value));
    setProblem('');
  }

  function release(value: number): void {
    if (!guards.hold) {
      set(String(value));
      return;
    }
    draft(value);
    setProblem('Press and hold Set for one second.');
  }

  /** Keys on the slider choose a value; Enter orders it, and Escape lets it be. */
  function slideKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      draft(null);
    } else if (event.key !== 'Enter' || event.repeat) return;
    else if (text !== '' || !known) submit(event);
    else if (isSure) {
      event.preventDefault();
      setProblem(`It is ${formatAsWritten(reported.value)} already.`);
    } else if (guards.hold) submit(event);
    else {
      event.preventDefault();
      set(String(reported.value));
    }
  }

  // Neither is left to the form: the submit that a browser makes of it does not say when the person did it.
  function click(event: MouseEvent): void {
    event.preventDefault();
    if (!isSecondClick(event)) set();
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.repeat) submit(event);
  }

  /** Enter in the field; where the button has to be held, that is no way around it. */
  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (guards.hold) setProblem('Press and hold Set for one second.');
    else set();
  }

  const again = againValue(facts);
  if (incapable !== '') return <NoCommands title={title} widget={widget} why={incapable} />;
  return (
    <Tile
      title={title}
      subtitle={actuator.device}
      widget={widget}
      state={phase}
      stale={reported?.stale ?? false}
    >
      <form className={controlStyles.control} onSubmit={submit} onKeyDown={ignoreRepeats} noValidate>
        <p className={styles.reported}>
          {known && before !== '' && <span className={styles.unit}>{before}</span>}
          {known && <span data-value={reported.value}>{formatAsWritten(reported.value)}</span>}
          {known ? <span className={styles.unit}>{unit}</span> : t('Unknown')}
        </p>
        {hasSlider && (
          <NumberSlider
            label={t('New value for {title}', { title })}
            describedBy={`${ids.problem} ${ids.notes}`}
            min={min}
            max={max}
            step={options.step}
            unit={unit}
            reported={known ? reported.value : null}
            isStale={reported?.stale ?? false}
            desired={desired}
            draft={text !== '' && Number.isFinite(Number(text)) ? Number(text) : null}
            isLocked={locked !== ''}
            onDraft={draft}
            onRelease={release}
            onKeyDown={slideKey}
          />
        )}
        <div className={styles.row}>
          <input
            className={styles.input}
            type="number"
            inputMode="decimal"
            aria-label={t('New value for {title}', { title })}
            aria-describedby={`${ids.problem} ${ids.notes}`}
            aria-invalid={problem !== ''}
            min={options.min}
            max={options.max}
            step={options.step ?? 'any'}
            value={text}
            onKeyDown={keyDown}
            onChange={(event) => {
              setText(event.target.value);
              setProblem('');
            }}
          />
          <button
            type={guards.hold ? 'button' : 'submit'}
            className={widgetStyles.button}
            aria-disabled={locked !== ''}
            {...(guards.hold ? hold(() => set()) : { onClick: click })}
          >
            {t('Set')}
          </button>
        </div>
        <p id={ids.problem} className={styles.problem}>
          {said(problem)}
        </p>
        {order.phase === 'pending' && (
          <p className={styles.problem}>
            {t('Setting {value}…', {
              value: desired === null ? String(order.desired) : formatAsWritten(desired),
            })}
          </p>
        )}
        <ControlNotes
          id={ids.notes}
          reported={reported}
          unknownWhy={known ? '' : 'It has not reported a number yet.'}
          reason={reason}
          locked={locked}
          hints={hints}
          again={again !== undefined ? hold(() => send(again)) : undefined}
          onDismiss={dismiss}
        />
        {dialog}
        <Announcement
          text={outcome}
          ofOrder={order.phase !== 'settled'}
          answer={answer}
          reports={[{ text: state, report: reported }]}
        />
      </form>
    </Tile>
  );
}
