import {
  IconCircleCheck,
  IconCircleDashed,
  IconHistory,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
  IconRefreshAlert,
} from '@tabler/icons-react';
import type { ConnectionStatus } from '../model/connection.ts';
import styles from './StatusMark.module.css';
import { type PlainText, t } from './text.ts';

const MARKS: Readonly<
  Record<ConnectionStatus, { icon: typeof IconLock; word: PlainText; abnormal: boolean }>
> = {
  online: { icon: IconCircleCheck, word: 'online', abnormal: false },
  connecting: { icon: IconCircleDashed, word: 'connecting', abnormal: false },
  reconnecting: { icon: IconRefreshAlert, word: 'reconnecting', abnormal: true },
  renewing: { icon: IconRefresh, word: 'renewing sign-in', abnormal: true },
  denied: { icon: IconLock, word: 'denied', abnormal: true },
  offline: { icon: IconPlugConnectedX, word: 'offline', abnormal: true },
  replaying: { icon: IconHistory, word: 'recording', abnormal: false },
};

/** A connection's status as shape and word; colour only when it is abnormal. */
export function StatusMark({ status }: { readonly status: ConnectionStatus }) {
  const { icon: Icon, word, abnormal } = MARKS[status];
  return (
    <span className={abnormal ? styles.abnormal : styles.normal}>
      <Icon size={18} aria-hidden="true" /> {t(word)}
    </span>
  );
}
