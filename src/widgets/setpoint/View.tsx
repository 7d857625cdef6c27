import { type FormEvent, useId, useState } from 'react';
import type * as z from 'zod/mini';
import { Tile } from '../../ui/Tile.tsx';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { controlState } from '../actuator/control-state.ts';
import { useOrders } from '../actuator/orders.ts';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import type { options as schema } from './definition.ts';
import { setpointProblem } from './problem.ts';
import styles from './setpoint.module.css';

/** A number to be set. Sent by the button or Enter only, never while it is being typed. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { actuator } = options;
  const ids = { notes: useId(), problem: useId() };
  const { facts, send, withhold, dismiss } = useOrders(actuator);
  const { order, locked } = controlState(facts);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const { reported } = facts;
  const known = typeof reported?.value === 'number';
  const { unit } = options;
  const phase = order.phase === 'settled' ? (known ? 'known' : 'unknown') : order.phase;
  const reason = 'reason' in order ? order.reason : '';
  const outcome =
    order.phase === 'settled'
      ? `${title} is ${known ? `${reported.value} ${unit}` : 'unknown'}`
      : `${title}: ${order.phase}. ${reason}`;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = setpointProblem(text, options);
    if (locked === '') setProblem(wrong);
    if (wrong !== '') return;
    if (locked === '') send(Number(text));
    else withhold(Number(text), locked);
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
          {known && <span data-value={reported.value}>{reported.value}</span>}
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
            min={options.min}
            max={options.max}
            step={options.step ?? 'any'}
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
        <Announcement text={outcome} ofOrder={order.phase !== 'settled'} />
      </form>
    </Tile>
  );
}
