import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import {
  useAllActuators,
  useConnections,
  useNewestCommands,
  useNow,
  usePermissions,
  usePulses,
  useReportedList,
  useTouched,
  withhold,
} from '../../live/index.ts';
import type { ReportedState } from '../../model/catalogue.ts';
import { actuatorKey } from '../../model/identity.ts';
import { interlockWords } from '../../model/interlock.ts';
import { answerTo } from '../actuator/answer.ts';
import { useConfirmation } from '../actuator/confirmation.tsx';
import { isUnderWay, lockedBecause } from '../actuator/control-state.ts';
import { interlockOf } from '../actuator/guard-options.ts';
import { tick } from '../actuator/haptic.ts';
import { type Hold, useHold } from '../actuator/hold.ts';
import { targetLock } from '../actuator/target-lock.ts';
import { useInterlocks } from '../actuator/use-interlock.ts';
import { UNTOLD, useToldBy } from '../actuator/use-told-by.ts';
import type { options as schema } from './definition.ts';
import { groupLock, isBad, type TargetState, targetState } from './target-state.ts';
import { useGroupOrders } from './use-group-orders.ts';

/** Everything that a group shows, and its actions. */
interface Group {
  /** In the order of the targets. */
  readonly states: readonly TargetState[];
  /** What each target reported last. */
  readonly reported: readonly (ReportedState | undefined)[];
  readonly phase: 'ready' | 'pending' | 'done' | 'failed';
  readonly isStale: boolean;
  /** Why no target takes an order now; '' when one does. */
  readonly locked: string;
  /** None of its back ends takes commands at all. */
  readonly isIncapable: boolean;
  /** Why the last press never reached the engine; '' when it did. */
  readonly failure: string;
  readonly hints: readonly string[];
  /** For who listens: why the last press was not let through; '' while there was none. */
  readonly answer: string;
  /** Places of the targets whose order ended badly, and which would take another one. */
  readonly again: readonly number[];
  /** Orders the targets of these places, all of them where absent; asks first where the group says so. */
  press(places?: readonly number[]): void;
  /** Puts away all outcomes. */
  dismiss(): void;
  readonly hold: Hold;
  readonly dialog: ReactNode;
}

/** A group's targets, each judged for itself by its role, link and interlock, and each with an outcome of its own. */
export function useGroup(title: string, options: z.output<typeof schema>): Group {
  const { targets, label, confirm, role, hold: isHeld } = options;
  const refs = useMemo(() => targets.map(({ actuator }) => actuator), [targets]);
  const tellers = useToldBy(targets);
  const reported = useReportedList(useMemo(() => tellers.map(({ by }) => by), [tellers]));
  const newest = useNewestCommands(refs);
  const pulses = usePulses(refs);
  const touched = useTouched(refs);
  const links = useConnections();
  const actuators = useAllActuators();
  const now = useNow();
  const permissions = usePermissions(
    refs.map(({ connection }) => connection),
    role,
  );
  const own = interlockOf(options);
  const interlocks = targets.map((target) => interlockOf(target) ?? own);
  const blocked = useInterlocks(interlocks);
  const { ask, dialog } = useConfirmation();
  const { commands, isOrdering, failure, order, dismiss, fail } = useGroupOrders(
    JSON.stringify([title, targets]),
    targets.length,
  );
  const [answer, setAnswer] = useState('');
  const isHoldImpossible = useRef(false);
  const hold = useHold(isHeld === true, (act) => {
    isHoldImpossible.current = true;
    act();
    isHoldImpossible.current = false;
  });

  const states = refs.map(({ connection }, index) => {
    const permission = permissions[index];
    const link = links.find(({ id }) => id === connection);
    const target = targets[index];
    const announced = target && actuators.get(actuatorKey(target.actuator));
    const facts = {
      forbidden: permission?.allowed === false ? permission.why : '',
      blocked: blocked[index] ?? '',
      unfit: link && target ? targetLock(target.actuator, announced, link, [target.value], now) : '',
      connection: link,
      pulse: pulses[index],
    };
    const untold = tellers[index]?.isUntold ? UNTOLD : '';
    const lock = lockedBecause(facts, isUnderWay(newest[index]) || touched[index] === true);
    return targetState(reported[index], commands[index], lock, untold);
  });
  const isPending = isOrdering || states.some(({ mark }) => mark === 'pending');
  const bad = [...states.entries()].filter(([, state]) => isBad(state)).map(([index]) => index);
  const isDone = states.some(({ mark }) => mark === 'done');
  const locked = isPending ? 'Waiting for the devices to report.' : groupLock(states);
  const told = commands[bad[0] ?? -1] ?? commands.find((command) => command !== undefined);
  useEffect(() => {
    if (!isPending && told) tick(told);
  }, [isPending, told]);

  function send(places: readonly number[], withheld: boolean): void {
    const orders = places.flatMap((index) => {
      const target = targets[index];
      const interlock = interlocks[index];
      const terms = { ...(role && { role }), ...(interlock && { interlock }), ...(withheld && { withheld }) };
      return target ? [[index, { ...target.actuator, value: target.value, ...terms }] as const] : [];
    });
    order(new Map(orders));
  }

  /** Notes that somebody tried; one more press on orders under way is no other order. */
  function noteTry(): void {
    setAnswer((last) => answerTo(locked, isPending, last));
    if (isPending) return;
    for (const [index, { actuator, value }] of targets.entries())
      withhold(actuator, value, `${states[index]?.locked} Nothing was sent.`);
  }

  function press(places: readonly number[] = [...targets.keys()]): void {
    const instead = isHoldImpossible.current
      ? `${label}: ${places.length} targets. Is the order meant?`
      : undefined;
    const sentence = confirm ?? instead;
    if (locked !== '') noteTry();
    else if (sentence === undefined) send(places, false);
    else {
      // What is ordered of each is settled, so that no report makes it another order.
      const orders = places.flatMap((index) => {
        const target = targets[index];
        return target ? [{ name: target.label ?? target.actuator.device, value: target.value }] : [];
      });
      ask({ title, sentence, orders }).then(
        (answered) => answered !== null && send(places, answered !== true),
        () => fail('The question could not be shown. Nothing was sent; check the network and try again.'),
      );
    }
  }

  return {
    states,
    reported,
    phase: isPending ? 'pending' : bad.length > 0 ? 'failed' : isDone ? 'done' : 'ready',
    isStale: reported.some((one) => one?.stale),
    locked,
    isIncapable: refs.every(({ connection }) =>
      links.some(({ id, capabilities }) => id === connection && !capabilities.commands),
    ),
    failure,
    hints: [
      ...(isHeld ? ['Press and hold for one second.'] : []),
      ...(own && locked === '' ? [`Works only while ${interlockWords(own)}.`] : []),
    ],
    answer,
    again: bad.filter((index) => states[index]?.locked === ''),
    press,
    dismiss,
    hold,
    dialog,
  };
}
