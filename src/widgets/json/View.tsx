import { useId, useState } from 'react';
import type * as z from 'zod/mini';
import { useConnection, useReported } from '../../live/index.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Announcement, ControlNotes } from '../actuator/ControlNotes.tsx';
import controlStyles from '../actuator/control.module.css';
import { controlState } from '../actuator/control-state.ts';
import { NoCommands } from '../actuator/NoCommands.tsx';
import { useOrders } from '../actuator/orders.ts';
import { reportedWord } from '../actuator/reported-word.ts';
import { StateMark } from '../actuator/StateMark.tsx';
import { usePreview } from '../actuator/use-preview.ts';
import { UNTOLD } from '../actuator/use-told-by.ts';
import type { ViewProps } from '../definition.ts';
import widgetStyles from '../widgets.module.css';
import type { options as schema } from './definition.ts';
import styles from './json.module.css';
import { readPayload } from './payload.ts';

const WORDS = {
  settled: 'Ready',
  pending: 'Sent, waiting…',
  failed: 'Not done',
  refused: 'Not sent',
} as const;

/** Sends a JSON payload. What would leave is shown before, and nothing else than what is shown can leave. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { connection, device, property, payload, ...guards } = options;
  const ids = { notes: useId(), problem: useId() };
  const link = useConnection(connection);
  const raw = link?.capabilities.raw;
  const [typed, setTyped] = useState({ device: '', property: '', text: JSON.stringify(payload) });
  const target = {
    connection,
    device: device ?? raw?.device ?? typed.device.trim(),
    property: property ?? raw?.property ?? typed.property.trim(),
  };
  const { facts, incapable, hints, send, withhold, answer, dismiss, hold, dialog } = useOrders(
    target,
    title,
    guards,
  );
  const { order, locked, isUnclear } = controlState(facts);
  const read = readPayload(typed.text);
  const value = 'value' in read ? read.value : undefined;
  const preview = usePreview(target, value, `${facts.command?.id} ${link?.status}`);
  const planned = preview && 'text' in preview ? preview : null;
  const shown = planned?.text ?? '';
  // A relay's order in other words is told of by the relay's own report.
  const reported = useReported(planned?.reports ?? target);
  const state = said(reportedWord(reported));
  const isNamed = target.device !== '' && target.property !== '';
  const problem = problemOf();
  const isAccepted = facts.command?.state === 'confirmed';
  const phase = order.phase === 'settled' ? (isAccepted ? 'done' : 'ready') : order.phase;
  const doneWord = facts.command?.confirmedBy === 'report' ? 'Done' : 'Accepted';
  const endWord = isAccepted ? doneWord : WORDS.settled;
  const openWord = isUnclear ? 'Not sure' : WORDS[order.phase];
  const word = order.phase === 'settled' ? endWord : openWord;
  const reason = 'reason' in order ? order.reason : '';

  function problemOf(): string {
    if (!isNamed) return 'Name the target first.';
    if ('problem' in read) return read.problem;
    return preview && 'refusal' in preview ? preview.refusal : '';
  }

  function submit(): void {
    if (value === undefined) return;
    if (locked !== '') withhold(value, locked);
    else if (shown !== '') send(value, { shown });
  }

  if (incapable !== '') return <NoCommands title={title} widget="json" why={incapable} />;
  return (
    <Tile
      title={title}
      subtitle={device ?? raw?.device ?? ''}
      widget="json"
      state={phase}
      stale={reported?.stale ?? false}
    >
      <div className={controlStyles.control}>
        <div className={styles.fields}>
          {device === undefined && raw?.device === undefined && (
            <label className={styles.field}>
              {t('Device')}
              <input
                value={typed.device}
                onChange={(event) => setTyped({ ...typed, device: event.target.value })}
              />
            </label>
          )}
          {property === undefined && raw?.property === undefined && (
            <label className={styles.field}>
              {t('Command')}
              <input
                value={typed.property}
                onChange={(event) => setTyped({ ...typed, property: event.target.value })}
              />
            </label>
          )}
          <label className={styles.field}>
            {t('Payload')}
            <textarea
              spellCheck={false}
              aria-invalid={'problem' in read}
              aria-describedby={`${ids.problem} ${ids.notes}`}
              value={typed.text}
              onChange={(event) => setTyped({ ...typed, text: event.target.value })}
            />
          </label>
          {shown !== '' && (
            <figure className={styles.field}>
              <figcaption>{t('This will be sent')}</figcaption>
              <pre className={styles.shown} data-shown="">
                {shown}
              </pre>
            </figure>
          )}
          <p id={ids.problem} className={styles.problem}>
            {said(problem)}
          </p>
        </div>
        <div className={controlStyles.row}>
          <button
            type="button"
            className={widgetStyles.button}
            aria-disabled={locked !== '' || shown === ''}
            aria-describedby={ids.notes}
            {...hold(submit)}
          >
            {t('Send')}
          </button>
          <StateMark phase={phase} word={word} />
        </div>
        <ControlNotes
          id={ids.notes}
          reported={reported}
          word={state}
          unknownWhy={reported?.value === null ? 'The module is not answering.' : ''}
          reason={reason}
          locked={locked}
          hints={planned && !planned.isReported ? [UNTOLD, ...hints] : hints}
          onDismiss={dismiss}
        />
        {dialog}
        <Announcement
          text={`${title}: ${said(word)}. ${said(reason)}`}
          ofOrder={order.phase !== 'settled'}
          answer={answer}
          reports={[{ text: t('{title} is {state}', { title, state }), report: reported }]}
        />
      </div>
    </Tile>
  );
}
