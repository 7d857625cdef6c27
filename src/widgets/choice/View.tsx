import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { useActuatorsOf } from '../../live/index.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { againValue } from '../actuator/control-state.ts';
import { NoCommands } from '../actuator/NoCommands.tsx';
import { useOrders } from '../actuator/orders.ts';
import type { ViewProps } from '../definition.ts';
import styles from './choice.module.css';
import { type ChoiceState, choiceState } from './choice-state.ts';
import type { options } from './definition.ts';

const NO_CHOICES: readonly string[] = [];
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

function stateText(title: string, reported: string | null): string {
  return t('{title} is {state}', { title, state: reported === null ? t('unknown') : said(reported) });
}

function outcome(title: string, { phase, reported, desired, reason }: ChoiceState): string {
  if (phase === 'pending') return `${title}: ${t('Switching to {state}…', { state: said(desired ?? '') })}`;
  if (phase === 'failed' || phase === 'refused') return `${title}: ${t(phase)}. ${said(reason)}`;
  return stateText(title, reported);
}

/**
 * One of several states. The mark is on what was reported; arrows only move the focus, since an order for
 * every state passed on the way would reach the device.
 */
export function View({
  title,
  options: { actuator, choices, ...guards },
}: ViewProps<z.output<typeof options>>) {
  const notes = useId();
  const group = useRef<HTMLDivElement>(null);
  const { facts, incapable, hints, send, withhold, answer, dismiss, hold, dialog } = useOrders(
    actuator,
    title,
    guards,
    choices,
  );
  const info = useActuatorsOf(actuator.connection, actuator.device).find(
    (one) => one.property === actuator.property,
  );
  const state = choiceState(facts);
  const offered = choices ?? (info?.domain.type === 'choice' ? info.domain.options : NO_CHOICES);
  const all =
    state.reported !== null && !offered.includes(state.reported) ? [...offered, state.reported] : offered;
  const [focused, setFocused] = useState<string | null>(null);
  /** What was asked for though it was so already. */
  const [asked, setAsked] = useState<string | null>(null);
  const already =
    asked !== null && asked === state.reported && state.isSure ? said(`It is ${asked} already.`) : '';
  const tabStop = all.find((one) => one === focused) ?? state.reported ?? all[0];

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [];
    const at = [...buttons].findIndex((one) => one.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  const again = againValue(facts);
  if (incapable !== '') return <NoCommands title={title} widget="choice" why={incapable} />;

  return (
    <Tile
      title={title}
      subtitle={actuator.device}
      widget="choice"
      state={state.phase === 'known' ? (state.reported ?? 'unknown') : state.phase}
      stale={state.stale}
    >
      <div className={controlStyles.control}>
        {all.length === 0 ? (
          <p className={styles.none}>{t('Waiting for the back end to say what can be chosen.')}</p>
        ) : (
          <div
            ref={group}
            className={styles.group}
            role="radiogroup"
            aria-label={state.reported === null ? `${title}, ${t('unknown')}` : title}
            aria-describedby={notes}
            onKeyDown={move}
          >
            {all.map((one) => (
              // biome-ignore lint/a11y/useSemanticElements: a native radio would be marked before the device reports
              <button
                key={one}
                type="button"
                role="radio"
                className={styles.choice}
                aria-checked={one === state.reported}
                aria-disabled={state.locked !== ''}
                tabIndex={one === tabStop ? 0 : -1}
                {...(one === state.desired ? { 'data-desired': '' } : {})}
                onFocus={() => setFocused(one)}
                {...hold(() => {
                  const isSo = one === state.reported && state.isSure;
                  setAsked(isSo ? one : null);
                  if (isSo) return;
                  if (state.locked === '') send(one);
                  else withhold(one, state.locked);
                })}
              >
                {said(one)}
              </button>
            ))}
          </div>
        )}
        {state.desired !== null && (
          <p className={styles.pending}>{t('Switching to {state}…', { state: said(state.desired) })}</p>
        )}
        {already !== '' && <p className={styles.pending}>{already}</p>}
        <ControlNotes
          id={notes}
          reported={facts.reported}
          unknownWhy={state.unknownWhy}
          reason={state.reason}
          locked={state.locked}
          hints={hints}
          again={again !== undefined ? hold(() => send(again)) : undefined}
          onDismiss={dismiss}
        />
        {dialog}
        <Announcement
          text={outcome(title, state)}
          ofOrder={state.phase !== 'known' && state.phase !== 'unknown'}
          answer={already || (state.locked === '' ? '' : answer)}
          reports={[{ text: stateText(title, state.reported), report: facts.reported }]}
        />
      </div>
    </Tile>
  );
}
