import { IconSearch } from '@tabler/icons-react';
import { Dialog } from '../ui/Dialog.tsx';
import { NavLink } from '../ui/router/index.ts';
import { t } from '../ui/text.ts';
import styles from './MoreSheet.module.css';
import { FURTHER } from './places.ts';

interface MoreSheetProps {
  readonly onFind: () => void;
  readonly onClose: () => void;
}

/** On a phone: what its bar has no room for, within the reach of the thumb that opened it. */
export default function MoreSheet({ onFind, onClose }: MoreSheetProps) {
  return (
    <Dialog title={t('More')} onClose={onClose}>
      <ul className={styles.list}>
        {FURTHER.map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} className={styles.entry ?? ''} onClick={onClose}>
              <Icon size={24} stroke={1.5} aria-hidden="true" />
              {t(word)}
            </NavLink>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles.entry}
            onClick={() => {
              onClose();
              onFind();
            }}
          >
            <IconSearch size={24} stroke={1.5} aria-hidden="true" />
            {t('Find a page, a device or a quantity')}
          </button>
        </li>
      </ul>
      <button type="button" className={styles.close} onClick={onClose}>
        {t('Close')}
      </button>
    </Dialog>
  );
}
