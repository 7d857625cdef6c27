import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { connectionTools } from '../../../live/index.ts';
import type { ConnectionTest, TestStep } from '../../../model/connection-test.ts';
import { said } from '../../../ui/said.ts';
import { type PlainText, t } from '../../../ui/text.ts';
import { printable } from '../../inspector/words.ts';
import styles from './editor.module.css';
import { type Trial, watchTest } from './watch-test.ts';

const STEPS: Readonly<Record<TestStep['step'], PlainText>> = {
  reachable: 'Reachable',
  'signed-in': 'Signed in',
  frame: 'First frame',
  devices: 'Devices found',
};

const STATES: Readonly<Record<TestStep['state'], { word: PlainText; icon: typeof IconLoader }>> = {
  waiting: { word: 'not yet', icon: IconCircleDashed },
  running: { word: 'under way', icon: IconLoader },
  ok: { word: 'works', icon: IconCircleCheck },
  failed: { word: 'does not work', icon: IconCircleX },
  unclear: { word: 'unclear', icon: IconAlertTriangle },
};

function Step({ step: { step, state, found, advice } }: { readonly step: TestStep }) {
  const { word, icon: Icon } = STATES[state];
  return (
    <li className={styles.step} data-step={step} data-state={state}>
      <Icon size={20} aria-hidden="true" />
      <div>
        <p>
          <strong>{t(STEPS[step])}</strong> <span className={styles.word}>{t(word)}</span>
        </p>
        {found !== '' && <p>{said(found)}</p>}
        {advice !== '' && <p className={styles.advice}>{said(advice)}</p>}
      </div>
    </li>
  );
}

/** Tries a connection, step by step, and says what to do where it does not work. */
export function TestPanel({ trial }: { readonly trial: Trial }) {
  const panel = useRef<HTMLElement>(null);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setTest(null);
    setProblem('');
    return watchTest(connectionTools, trial, { seen: setTest, failed: setProblem });
  }, [trial]);
  const isOver = test?.isOver ?? false;
  // It is below the form, which may be longer than the screen.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'end' });
  }, []);
  return (
    <section ref={panel} className={styles.test} aria-label={t('Test')} data-over={isOver}>
      <h2>{t('Test')}</h2>
      {problem !== '' && <p role="alert">{problem}</p>}
      <ol className={styles.steps} aria-live="polite">
        {test?.steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
      {test && test.frames.length > 0 && (
        <details className={styles.frames} open={test.steps.some(({ state }) => state === 'failed')}>
          <summary>{t('The last frames, without secrets')}</summary>
          {test.frames.map((frame) => (
            <pre key={frame.seq}>
              {frame.event !== '' && `${printable(frame.event)} `}
              {printable(frame.text)}
              {frame.unreadable !== '' && `\n(${t('unreadable: {why}', { why: said(frame.unreadable) })})`}
            </pre>
          ))}
        </details>
      )}
    </section>
  );
}
