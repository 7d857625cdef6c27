import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import {
  actedAt,
  EngineLostError,
  withhold as note,
  order,
  useActuator,
  useConnection,
  useKeptName,
  useNewestCommand,
  useNow,
  usePermission,
  usePulse,
  useReported,
  useTouched,
  useUntold,
} from '../../live/index.ts';
import { stepOf } from '../../model/agreement.ts';
import type { Json, OrderTerms } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey } from '../../model/identity.ts';
import { interlockWords } from '../../model/interlock.ts';
import { answerTo } from './answer.ts';
import { useConfirmation } from './confirmation.tsx';
import { type ControlFacts, isUnderWay } from './control-state.ts';
import { type Guards, interlockOf } from './guard-options.ts';
import { tick } from './haptic.ts';
import { type Hold, useHold } from './hold.ts';
import { change, entryOf, isOpen, useEntry } from './order-entries.ts';
import { targetLock } from './target-lock.ts';
import { useInterlock } from './use-interlock.ts';

/** Asked of those who can click a control but not hold it. */
const INSTEAD_OF_HOLDING =
  'This control is held for a second so that it is not worked by accident. Is the order meant?';

const NO_VALUES: readonly Json[] = [];

/** What a control needs: all that its look depends on, and its actions. */
export interface Orders {
  readonly facts: ControlFacts;
  /** Why the back end takes no commands at all; '' where it does. */
  readonly incapable: string;
  /** What the control asks for before it orders, in sentences. */
  readonly hints: readonly string[];
  /** Sends one order, unless one from this page is open already; asks first where the control says so. */
  send(value: Json, terms?: OrderTerms): void;
  /** Handlers of a button that orders: by a click, or by being held. */
  readonly hold: Hold;
  /** The question whether an order is meant, while it is open. */
  readonly dialog: ReactNode;
  /** Notes in the audit that somebody tried and the control did not let them, and why; `answer` says it to them. */
  withhold(value: Json, why: string): void;
  /** For who listens: why the control did not let the last try through; '' while there was none. */
  readonly answer: string;
  /** Puts away the bad end that is shown. */
  dismiss(): void;
}

/**
 * Everything about one actuator's orders. Two controls of one actuator share it, so one click is one order.
 * @param guards what this control asks for before it orders
 * @param offers values that it can order; none where that is up to whoever types them
 */
export function useOrders(
  actuator: ActuatorRef,
  title: string,
  guards: Guards = {},
  offers: readonly Json[] = NO_VALUES,
): Orders {
  const { connection, device, property } = actuator;
  const key = useKeptName(actuatorKey(actuator));
  const entry = useEntry(key);
  const reported = useReported(actuator);
  const command = useNewestCommand(actuator);
  const pulse = usePulse(actuator);
  const isUntold = useUntold(actuator);
  const [isTouched = false] = useTouched([actuator]);
  const announced = useActuator(actuator);
  const link = useConnection(connection);
  const now = useNow();
  const { confirm, role } = guards;
  const permission = usePermission(connection, role);
  const interlock = interlockOf(guards);
  const blocked = useInterlock(interlock);
  // A number is ordered as it was typed, whatever is reported meanwhile; and it may be reported all the time.
  const state = typeof reported?.value === 'number' ? 0 : reported?.value;
  const { ask, dialog } = useConfirmation(state);
  const [answer, setAnswer] = useState('');
  const isHoldImpossible = useRef(false);
  useEffect(() => {
    if (command) tick(command);
  }, [command]);
  const guardTerms: OrderTerms = { ...(role && { role }), ...(interlock && { interlock }) };

  const sendNow = (value: Json, terms: OrderTerms) => {
    if (isOpen(entryOf(key), command)) return;
    const at = actedAt();
    change(key, { ordering: { value, at, id: null }, failure: '' });
    Promise.resolve()
      .then(() => order({ connection, device, property }, value, { ...guardTerms, ...terms }, at))
      .then(
        (id) => change(key, { ordering: { value, at, id } }),
        (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          // The engine had it, and stopped before it told of it.
          const isUnknown = error instanceof EngineLostError;
          const failure = isUnknown
            ? `Whether the order was sent is not known: ${why}`
            : `The order was not sent: ${why}`;
          change(key, { ordering: null, failure });
        },
      );
  };
  const send = (value: Json, terms: OrderTerms = {}) => {
    const sentence = confirm ?? (isHoldImpossible.current ? INSTEAD_OF_HOLDING : undefined);
    if (sentence === undefined) {
      sendNow(value, terms);
      return;
    }
    ask({ title, sentence, orders: [{ name: title, value, pulse: terms.pulse }] }).then(
      (answered) => {
        const withheld = answered === 'changed' ? answered : true;
        if (answered !== null) sendNow(value, answered === true ? terms : { ...terms, withheld });
      },
      () =>
        change(key, {
          failure:
            'The question whether it is meant could not be shown. Nothing was sent; check the network and try again.',
        }),
    );
  };
  const instead = (act: () => void) => {
    isHoldImpossible.current = true;
    act();
    isHoldImpossible.current = false;
  };
  const hold = useHold(guards.hold === true, instead, state);
  const withhold = useCallback(
    (value: Json, why: string) => {
      const isOrdering = isUnderWay(command) || isOpen(entryOf(key), command);
      setAnswer((last) => answerTo(why, isOrdering, last));
      // One more click on an order under way is no other order.
      if (isOrdering) return;
      note({ connection, device, property }, value, `${why} Nothing was sent.`);
    },
    [key, command, connection, device, property],
  );
  const dismiss = useCallback(
    () => change(key, { failure: '', dismissed: command?.id ?? null }),
    [key, command?.id],
  );

  return {
    facts: {
      reported,
      step: stepOf(announced?.domain),
      command,
      pulse,
      ordering: isOpen(entry, command) ? entry.ordering : null,
      orderFailure: entry.failure,
      dismissed: entry.dismissed,
      isUntold,
      isTouched,
      forbidden: permission.allowed ? '' : permission.why,
      blocked,
      unfit: link ? targetLock(actuator, announced, link, offers, now) : '',
      connection: link && { name: link.name, status: link.status },
    },
    incapable:
      link && !link.capabilities.commands
        ? (link.capabilities.why ?? 'This back end takes no commands.')
        : '',
    hints: [
      ...(guards.hold ? ['Press and hold for one second.'] : []),
      ...(interlock && blocked === '' ? [`Works only while ${interlockWords(interlock)}.`] : []),
    ],
    send,
    hold,
    dialog,
    withhold,
    answer,
    dismiss,
  };
}
