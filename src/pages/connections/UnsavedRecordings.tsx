import { IconPlayerRecord } from '@tabler/icons-react';
import type { RecordingState } from '../../model/recording.ts';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import styles from './connections.module.css';

/** Recordings of connections that are left out or removed: they have no card that would lead to their files. */
export function UnsavedRecordings({ recordings }: { readonly recordings: readonly RecordingState[] }) {
  return recordings.map(({ connection, name }) => (
    <p key={connection} className={styles.recording}>
      <IconPlayerRecord size={18} aria-hidden="true" />
      <span>
        {rich('A recording of {name} waits to be saved. {link}.', {
          name,
          link: <Link to={`/connections/${encodeURIComponent(connection)}/inspect`}>{t('Save it')}</Link>,
        })}
      </span>
    </p>
  ));
}
