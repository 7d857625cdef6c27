import { type FormEvent, useId, useState } from 'react';
import type { ActuatorDomain, ActuatorInfo } from '../../model/catalogue.ts';
import { Tile } from '../../ui/Tile.tsx';
import widgetStyles from '../widgets.module.css';
import { Announcement, ControlNotes } from './ControlNotes.tsx';
import controlStyles from './control.module.css';
import { controlState } from './control-state.ts';
import { useOrders } from './orders.ts';
import styles from './setpoint.module.css';

type NumberDomain = Extract<ActuatorDomain, { type: 'number' }>;

/** What is wrong with a typed value; '' when it can be ordered. */
export function setpointProblem(text: string, { min, max }: NumberDomain): string {
  if (text.trim() === '') return 'Type a number first.';
  const value = Number(text);
  if (!Number.isFinite(value)) return 'This is not a number.';
  if (min !== undefined && value < min) return `The least it takes is ${min}.`;
  return max !== undefined && value > max ? `The most it takes is ${max}.` : '';
}

interface SetpointProps {
  readonly title: string;
  readonly actuator: ActuatorInfo;
  readonly domain: NumberDomain;
}

/** A number to be set. Sent by the button or Enter only, never while it is being typed. */
export function Setpoint({ title, actuator, domain }: SetpointProps) {
  const ids = { notes: useId(), problem: useId() };
  const { facts, send, dismiss } = useOrders(actuator);
  const { order, locked } = controlState(facts);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const { reported } = facts;
  const known = typeof reported?.value === 'number';
  const unit = domain.unit ?? '';
  const phase = order.phase === 'settled' ? (known ? 'known' : 'unknown') : order.phase;
  const said = known ? `${reported.value} ${unit}`.trim() : 'unknown';
  const reason = 'reason' in order ? order.reason : '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (locked !== '') return;
    const wrong = setpointProblem(text, domain);
    setProblem(wrong);
    if (wrong === '') send(Number(text));
  }

  return (
    <Tile
      title={title}
      subtitle={actuator.device}
      widget="setpoint"
      state={phase}
      stale={reported?.stale ?? false}
    >
      <form className={controlStyles.control} onSubmit={submit} noValidate>
        <p className={styles.reported}>
          {known && <span data-value="">{reported.value}</span>}
          {known ? <span className={styles.unit}>{unit}</span> : 'Unknown'}
        </p>
        <div className={styles.row}>
          <input
            className={styles.input}
            type="number"
            inputMode="decimal"
            aria-label={`New value for ${title}`}
            aria-describedby={`${ids.problem} ${ids.notes}`}
            aria-invalid={problem !== ''}
            min={domain.min}
            max={domain.max}
            step={domain.step ?? 'any'}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setProblem('');
            }}
          />
          <button type="submit" className={widgetStyles.button} aria-disabled={locked !== ''}>
            Set
          </button>
        </div>
        <p id={ids.problem} className={styles.problem}>
          {problem}
        </p>
        {order.phase === 'pending' && <p className={styles.problem}>Setting {String(order.desired)}…</p>}
        <ControlNotes
          id={ids.notes}
          reported={reported}
          unknownWhy={known ? '' : 'It has not reported a number yet.'}
          reason={reason}
          locked={locked}
          onDismiss={dismiss}
        />
        <Announcement text={reason === '' ? `${title} is ${said}` : `${title}: ${phase}. ${reason}`} />
      </form>
    </Tile>
  );
}
