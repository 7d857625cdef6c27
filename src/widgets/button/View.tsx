import { useId, useMemo } from 'react';
import type * as z from 'zod/mini';
import { useCommand, useReported } from '../../live/index.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { NoCommands } from '../actuator/NoCommands.tsx';
import { useOrders } from '../actuator/orders.ts';
import { reportedWord } from '../actuator/reported-word.ts';
import { StateMark } from '../actuator/StateMark.tsx';
import { UNTOLD, useToldBy } from '../actuator/use-told-by.ts';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import { buttonState, isAgain } from './button-state.ts';
import type { options as schema } from './definition.ts';

/** Gives one order a press. Its pulse is the engine's business, so that nothing here can forget to end it. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { actuator, value, pulse, label, ...guards } = options;
  // What nobody named has its name from the page.
  const words = label === 'Press' ? t('Press') : label;
  const notes = useId();
  const { facts, incapable, hints, send, withhold, answer, dismiss, hold, dialog } = useOrders(
    actuator,
    title,
    guards,
    [value],
  );
  const ordered = useMemo(() => [{ actuator, value }], [actuator, value]);
  const [told] = useToldBy(ordered);
  // A relay that is switched in other words than it reports is shown by its report.
  const reported = useReported(told?.by ?? actuator);
  const { pulse: part } = facts.command ?? {};
  const press = useCommand(part?.part === 'release' ? part.id : undefined);
  const { phase, word, reason, locked } = buttonState(facts, press);
  const order = () => {
    if (locked === '') send(value, pulse && { pulse });
    else withhold(value, locked);
  };
  const state = said(reportedWord(reported));
  const allHints = [
    ...(pulse ? [t('A pulse of {n} ms.', { n: pulse.ms })] : []),
    ...(told?.isUntold ? [UNTOLD] : []),
    ...hints,
  ];
  if (incapable !== '') return <NoCommands title={title} widget="button" why={incapable} />;
  return (
    <Tile
      title={title}
      subtitle={actuator.device}
      widget="button"
      state={phase}
      stale={reported?.stale ?? false}
    >
      <div className={controlStyles.control}>
        <div className={controlStyles.row}>
          <button
            type="button"
            className={`${widgetStyles.button} ${controlStyles.large}`}
            aria-label={words === title ? title : `${words}: ${title}`}
            aria-disabled={locked !== ''}
            aria-describedby={notes}
            {...hold(order)}
          >
            {words}
          </button>
          <StateMark phase={phase} word={word} />
        </div>
        <ControlNotes
          id={notes}
          reported={reported}
          word={state}
          unknownWhy={reported?.value === null ? 'The module is not answering.' : ''}
          reason={reason}
          locked={locked}
          hints={allHints}
          again={isAgain(facts, value, pulse) ? hold(order) : undefined}
          onDismiss={dismiss}
        />
        {dialog}
        <Announcement
          text={`${title}: ${said(word)}. ${said(reason)}`}
          ofOrder={phase !== 'ready' && phase !== 'done'}
          answer={answer}
          reports={[{ text: t('{title} is {state}', { title, state }), report: reported }]}
        />
      </div>
    </Tile>
  );
}
