import { useId } from 'react';
import type * as z from 'zod/mini';
import type { ReportedState } from '../../model/catalogue.ts';
import { actuatorKey } from '../../model/identity.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { NoCommands } from '../actuator/NoCommands.tsx';
import { reportedWord } from '../actuator/reported-word.ts';
import { StateMark } from '../actuator/StateMark.tsx';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import type { options as schema } from './definition.ts';
import styles from './group.module.css';
import { groupSummary, type TargetState } from './target-state.ts';
import { useGroup } from './use-group.ts';

interface TargetLineProps {
  readonly name: string;
  readonly state: TargetState;
  readonly report: ReportedState | undefined;
}

function TargetLine({ name, state, report }: TargetLineProps) {
  const { mark, word, reported, isElsewhere, reason, locked, untold } = state;
  const isLockTold = locked !== '' && mark !== 'pending';
  return (
    <li className={styles.target} data-outcome={mark}>
      <span className={styles.name}>{name}</span>
      <span>
        {said(reported)}
        {report?.stale && <Age since={report.at} before={`; ${t('reported ')}`} />}
        {isElsewhere && t('; changed elsewhere')}
      </span>
      {word === '' ? <span /> : <StateMark phase={mark} word={word} />}
      {reason !== '' && <p className={styles.reason}>{said(reason)}</p>}
      {untold !== '' && <p className={styles.locked}>{said(untold)}</p>}
      {isLockTold && <p className={styles.locked}>{said(locked)}</p>}
    </li>
  );
}

/** Orders something of several targets: one question, one press, and an outcome for each. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { targets, label } = options;
  const notes = useId();
  const { states, reported, phase, isStale, locked, isIncapable, again, ...group } = useGroup(title, options);
  if (isIncapable) return <NoCommands title={title} widget="group" why={locked} />;
  return (
    <Tile title={title} widget="group" state={phase} stale={isStale}>
      <div className={controlStyles.control}>
        <button
          type="button"
          className={`${widgetStyles.button} ${controlStyles.large}`}
          aria-disabled={locked !== ''}
          aria-describedby={notes}
          {...group.hold(() => group.press())}
        >
          {label === 'All off' ? t('All off') : label}
        </button>
        <ul className={styles.targets}>
          {targets.map(({ actuator, label: name = actuator.device }, index) => {
            const state = states[index];
            return (
              state && (
                <TargetLine key={actuatorKey(actuator)} name={name} state={state} report={reported[index]} />
              )
            );
          })}
        </ul>
        {(phase === 'failed' || phase === 'done') && (
          <div className={styles.actions}>
            {again.length > 0 && (
              <button
                type="button"
                className={`${widgetStyles.button} ${widgetStyles.small}`}
                {...group.hold(() => group.press(again))}
              >
                {t('Try {n} again', { n: again.length })}
              </button>
            )}
            <button
              type="button"
              className={`${widgetStyles.button} ${widgetStyles.small}`}
              onClick={group.dismiss}
            >
              {t('Dismiss')}
            </button>
          </div>
        )}
        <ControlNotes
          id={notes}
          reported={undefined}
          unknownWhy=""
          reason={group.failure}
          locked={locked}
          hints={group.hints}
          onDismiss={group.dismiss}
        />
        {group.dialog}
        <Announcement
          text={`${title}: ${said(groupSummary(states))}`}
          ofOrder={phase === 'pending' || phase === 'failed'}
          answer={group.answer}
          reports={targets.map(({ actuator, label: name = actuator.device }, index) => {
            const report = reported[index];
            return {
              text: t('{title} is {state}', { title: name, state: said(reportedWord(report)) }),
              report,
            };
          })}
        />
      </div>
    </Tile>
  );
}
