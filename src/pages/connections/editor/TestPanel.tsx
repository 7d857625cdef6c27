import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { connectionTools } from '../../../live/index.ts';
import type { ConnectionTest, TestStep, TypedCredentials } from '../../../model/connection-test.ts';
import type { ConnectionSettings } from '../../../model/settings.ts';
import { said } from '../../../ui/said.ts';
import { type PlainText, t } from '../../../ui/text.ts';
import { printable } from '../../inspector/words.ts';
import styles from './editor.module.css';

const EVERY_MS = 300;

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

/** What is tried: new with every press, so that a test begins anew. */
export interface Trial {
  readonly settings: ConnectionSettings;
  readonly typed: TypedCredentials | null;
}

/** Tries a connection, step by step, and says what to do where it does not work. */
export function TestPanel({ trial }: { readonly trial: Trial }) {
  const panel = useRef<HTMLElement>(null);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isOver = false;
    let end = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      const tools = await connectionTools();
      const name = await tools.startTest(trial.settings, trial.typed);
      end = () => void tools.endTest(name).catch(() => undefined);
      if (isOver) return end();
      const look = async () => {
        const seen = await tools.lookAtTest(name);
        if (isOver) return;
        if (seen) setTest(seen);
        if (seen && !seen.isOver) timer = setTimeout(() => void look().catch(fail), EVERY_MS);
        else end();
      };
      await look();
    };
    const fail = () => {
      if (!isOver) setProblem(t('The test could not be run. Check the network, then try again.'));
    };
    setTest(null);
    setProblem('');
    run().catch(fail);
    return () => {
      isOver = true;
      clearTimeout(timer);
      end();
    };
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
              {frame.event !== '' && `${frame.event} `}
              {printable(frame.text)}
              {frame.unreadable !== '' && `\n(${t('unreadable: {why}', { why: said(frame.unreadable) })})`}
            </pre>
          ))}
        </details>
      )}
    </section>
  );
}
