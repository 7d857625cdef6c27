import { type KeyboardEvent, type MouseEvent, type SyntheticEvent, useId, useState } from 'react';
import type { ActuatorRef } from '../../model/identity.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import widgetStyles from '../widgets.module.css';
import { Announcement, ControlNotes } from './ControlNotes.tsx';
import controlStyles from './control.module.css';
import { againValue, controlState } from './control-state.ts';
import type { Guards } from './guard-options.ts';
import { ignoreRepeats, isSecondClick } from './hold.ts';
import { NoCommands } from './NoCommands.tsx';
import styles from './number.module.css';
import { numberProblem } from './number-problem.ts';
import { useOrders } from './orders.ts';

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
}

/** A number to be set. Sent by the button or Enter only, never while it is being typed. */
export function NumberControl({
  title,
  widget,
  before = '',
  actuator,
  guards,
  ...options
}: NumberControlProps) {
  const ids = { notes: useId(), problem: useId() };
  const { facts, incapable, hints, send, withhold, dismiss, hold, dialog } = useOrders(
    actuator,
    title,
    guards,
  );
  const { order, locked } = controlState(facts);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const { reported } = facts;
  const known = typeof reported?.value === 'number';
  const { unit } = options;
  const phase = order.phase === 'settled' ? (known ? 'known' : 'unknown') : order.phase;
  const reason = 'reason' in order ? order.reason : '';
  const state = t('{title} is {state}', {
    title,
    state: known ? `${before} ${reported.value} ${unit}`.trim() : t('unknown'),
  });
  const outcome = order.phase === 'settled' ? state : `${title}: ${t(order.phase)}. ${said(reason)}`;

  function set(): void {
    const wrong = numberProblem(text, options);
    if (locked === '') setProblem(wrong);
    if (wrong !== '') return;
    if (locked === '') send(Number(text));
    else withhold(Number(text), locked);
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
          {known && <span data-value={reported.value}>{reported.value}</span>}
          {known ? <span className={styles.unit}>{unit}</span> : t('Unknown')}
        </p>
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
            {...(guards.hold ? hold(set) : { onClick: click })}
          >
            {t('Set')}
          </button>
        </div>
        <p id={ids.problem} className={styles.problem}>
          {said(problem)}
        </p>
        {order.phase === 'pending' && (
          <p className={styles.problem}>{t('Setting {value}…', { value: String(order.desired) })}</p>
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
          reports={[{ text: state, report: reported }]}
        />
      </form>
    </Tile>
  );
}
