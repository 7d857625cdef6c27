import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { connectionTools } from '../../live/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './recording.module.css';

/** Opens a recording's file and plays it as a connection of its own. */
export function ReplayPicker() {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const open = async (file: File) => {
    try {
      const tools = await connectionTools();
      const started = await tools.startReplay(file, 1);
      setProblem('problem' in started ? said(started.problem) : '');
    } catch {
      setProblem(t('The file could not be read. Try again, or reload the page.'));
    }
  };
  return (
    <>
      <button type="button" className={styles.button} onClick={() => input.current?.click()}>
        <IconFileImport size={18} aria-hidden="true" /> {t('Replay a recording')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('File of a recording')}
        accept=".ndjson,application/x-ndjson"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (file) void open(file);
        }}
      />
      {problem !== '' && <p role="alert">{problem}</p>}
    </>
  );
}
