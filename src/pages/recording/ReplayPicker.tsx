import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { checkOptions } from '../../config/index.ts';
import { connectionTools } from '../../live/index.ts';
import type { ConnectionTools } from '../../model/tools.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './recording.module.css';

/** @returns why it does not play; '' where it does */
async function play(tools: ConnectionTools, file: File): Promise<string> {
  const recorded = await tools.lookAtRecording(file);
  if ('problem' in recorded) return recorded.problem;
  // The file may say anything; a connection's options are always what its protocol's shape lets pass.
  const options = checkOptions(recorded.protocol, recorded.options);
  if (!options)
    return `What this recording says of its connection does not fit the protocol "${recorded.protocol}". Record it again.`;
  const name = t('{name} (recording)', { name: recorded.name });
  const started = await tools.startReplay(file, name, options, 1);
  return 'problem' in started ? started.problem : '';
}

/** Opens a recording's file and plays it as a connection of its own. */
export function ReplayPicker() {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const open = async (file: File) => {
    try {
      const tools = await connectionTools();
      setProblem(said(await play(tools, file)));
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
