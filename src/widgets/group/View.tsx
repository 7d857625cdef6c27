import { useId, useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import {
  orderGroup,
  useCommands,
  useConnections,
  useNewestCommands,
  usePermission,
  useReportedList,
} from '../../live/index.ts';
import { actuatorKey } from '../../model/identity.ts';
import { interlockWords } from '../../model/interlock.ts';
import { Tile } from '../../ui/Tile.tsx';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import { useConfirmation } from '../actuator/confirmation.tsx';
import controlStyles from '../actuator/control.module.css';
import { interlockOf } from '../actuator/guard-options.ts';
import { useHold } from '../actuator/hold.ts';
import { StateMark } from '../actuator/StateMark.tsx';
import { useInterlock } from '../actuator/use-interlock.ts';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import type { options as schema } from './definition.ts';
import styles from './group.module.css';
import { groupSummary, targetState } from './target-state.ts';

const NONE: readonly string[] = [];

/** Orders something of several targets: one question, one press, and an outcome for each. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { targets, label, ...guards } = options;
  const { confirm, role } = guards;
  const notes = useId();
  const refs = useMemo(() => targets.map(({ actuator }) => actuator), [targets]);
  const reported = useReportedList(refs);
  const newest = useNewestCommands(refs);
  const connections = useConnections();
  const permission = usePermission(refs[0]?.connection ?? '', role);
  const interlock = interlockOf(guards);
  const blocked = useInterlock(interlock);
  const { ask, dialog } = useConfirmation();
  const [ids, setIds] = useState(NONE);
  const [failure, setFailure] = useState('');
  const isOrdering = useRef(false);
  const commands = useCommands(ids);

  const states = targets.map((_, index) => targetState(reported[index], commands[index]));
  const isOpen = newest.some((command) => command?.state === 'pending' || command?.state === 'sent');
  const isAnyOnline = refs.some(({ connection }) =>
    connections.some(({ id, status }) => id === connection && status === 'online'),
  );
  const locked = lockedBecause();
  const summary = groupSummary(states);
  const isBad = states.some(({ mark }) => mark === 'failed' || mark === 'refused');
  const isPending = states.some(({ mark }) => mark === 'pending');
  const phase = isPending ? 'pending' : isBad ? 'failed' : ids.length > 0 ? 'done' : 'ready';

  function lockedBecause(): string {
    if (!permission.allowed) return permission.why;
    if (!isAnyOnline) return 'None of the targets can be reached now.';
    return isOpen ? 'Waiting for the devices to report.' : blocked;
  }

  async function order(withheld: boolean): Promise<void> {
    if (isOrdering.current) return;
    isOrdering.current = true;
    const terms = { ...(role && { role }), ...(interlock && { interlock }), ...(withheld && { withheld }) };
    try {
      setFailure('');
      setIds(
        await orderGroup(
          targets.map(({ actuator, value }) => ({ ...actuator, value })),
          terms,
        ),
      );
    } catch (error) {
      setFailure(`Nothing was ordered: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      isOrdering.current = false;
    }
  }

  function press(sentence: string | undefined): void {
    if (locked !== '') return;
    if (sentence === undefined) void order(false);
    else {
      ask(title, sentence).then(
        (isConfirmed) => (isConfirmed === null ? undefined : order(!isConfirmed)),
        () =>
          setFailure('The question could not be shown. Nothing was sent; check the network and try again.'),
      );
    }
  }

  const hold = useHold(guards.hold === true, () =>
    press(confirm ?? `${label}: ${targets.length} targets. Is the order meant?`),
  );

  return (
    <Tile title={title} widget="group" state={phase} stale={reported.some((one) => one?.stale)}>
      <div className={controlStyles.control}>
        <button
          type="button"
          className={`${widgetStyles.button} ${controlStyles.large}`}
          aria-disabled={locked !== ''}
          aria-describedby={notes}
          {...hold(() => press(confirm))}
        >
          {label}
        </button>
        <ul className={styles.targets}>
          {targets.map(({ actuator, label: name }, index) => {
            const state = states[index];
            return (
              <li
                key={actuatorKey(actuator)}
                className={styles.target}
                {...(state && { 'data-outcome': state.mark })}
              >
                <span className={styles.name}>{name ?? actuator.device}</span>
                <span>{state?.reported}</span>
                {state && state.word !== '' ? <StateMark phase={state.mark} word={state.word} /> : <span />}
                {state && state.reason !== '' && <p className={styles.reason}>{state.reason}</p>}
              </li>
            );
          })}
        </ul>
        <ControlNotes
          id={notes}
          reported={undefined}
          unknownWhy=""
          reason={failure}
          locked={locked}
          hints={[
            ...(guards.hold ? ['Press and hold for one second.'] : []),
            ...(interlock && blocked === '' ? [`Works only while ${interlockWords(interlock)}.`] : []),
          ]}
          onDismiss={() => setFailure('')}
        />
        {dialog}
        <Announcement text={`${title}: ${summary}`} ofOrder={isPending || isBad} />
      </div>
    </Tile>
  );
}
