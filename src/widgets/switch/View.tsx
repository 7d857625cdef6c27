import { useId } from 'react';
import type * as z from 'zod/mini';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { againValue } from '../actuator/control-state.ts';
import { NoCommands } from '../actuator/NoCommands.tsx';
import { useOrders } from '../actuator/orders.ts';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import type { options } from './definition.ts';
import styles from './switch.module.css';
import { type SwitchState, switchState } from './switch-state.ts';

const SIDES = [true, false];
const WORDS = { on: 'On', off: 'Off', unknown: 'Unknown' } as const;

function word({ phase, side, desired }: SwitchState): string {
  if (phase !== 'pending') return t(WORDS[side]);
  return desired ? t('Switching {side}…', { side: t(desired) }) : t('Switching…');
}

function stateText(title: string, side: SwitchState['side']): string {
  return t('{title} is {state}', { title, state: t(side) });
}

function outcome(title: string, { phase, side, reason, desired }: SwitchState): string {
  if (phase === 'pending')
    return `${title}: ${desired ? t('Switching {side}…', { side: t(desired) }) : t('Switching…')}`;
  if (phase === 'failed' || phase === 'refused') return `${title}: ${t(phase)}. ${said(reason)}`;
  return stateText(title, side);
}

/** A switch shows what the device reported, never what was asked for; both are there while an order is open. */
export function View({ title, options: { actuator, ...guards } }: ViewProps<z.output<typeof options>>) {
  const notes = useId();
  const { facts, incapable, hints, send, withhold, answer, dismiss, hold, dialog } = useOrders(
    actuator,
    title,
    guards,
    SIDES,
  );
  const state = switchState(facts);
  const { phase, side, desired, reason, locked, stale, also, unknownWhy } = state;
  const order = (value: boolean) => {
    if (locked === '') send(value);
    else withhold(value, locked);
  };
  const again = againValue(facts);
  if (incapable !== '') return <NoCommands title={title} widget="switch" why={incapable} />;
  return (
    <Tile title={title} subtitle={actuator.device} widget="switch" state={phase} stale={stale}>
      <div className={controlStyles.control}>
        <div className={styles.row}>
          <button
            type="button"
            role="switch"
            className={styles.switch}
            // Neither on nor off can be said of a switch but by its name.
            aria-label={side === 'unknown' ? `${title}, ${t('unknown')}` : title}
            aria-checked={side === 'on'}
            aria-disabled={locked !== ''}
            aria-describedby={notes}
            data-side={side}
            {...(desired ? { 'data-desired': desired } : {})}
            {...hold(() => order(side !== 'on'))}
          >
            <span className={styles.track}>
              <span className={styles.thumb} />
              {desired && <span className={styles.ghost} />}
            </span>
            <span className={styles.word}>{word(state)}</span>
          </button>
          {also !== null && (
            <button
              type="button"
              className={`${widgetStyles.button} ${widgetStyles.small}`}
              {...hold(() => order(also))}
            >
              {also ? t('Switch on') : t('Switch off')}
            </button>
          )}
        </div>
        <ControlNotes
          id={notes}
          reported={facts.reported}
          unknownWhy={unknownWhy}
          reason={reason}
          locked={locked}
          hints={hints}
          again={again !== undefined ? hold(() => send(again)) : undefined}
          onDismiss={dismiss}
        />
        {dialog}
        <Announcement
          text={outcome(title, state)}
          ofOrder={phase !== side}
          answer={answer}
          reports={[{ text: stateText(title, side), report: facts.reported }]}
        />
      </div>
    </Tile>
  );
}
