import { memo } from 'react';
import { QrCode } from '../../ui/QrCode.tsx';
import { t } from '../../ui/text.ts';
import { deviceCode } from '../devices/address.ts';
import styles from './labels.module.css';

interface LabelProps {
  readonly connection: string;
  readonly device: string;
  /** What it is called; the device's own name where it has no other. */
  readonly name: string;
  readonly connectionName: string;
  /** Whether only this browser knows its connection. */
  readonly isOnlyHere: boolean;
  /** Address of the device's page from anywhere. */
  readonly link: string;
  readonly isChosen: boolean;
  /** Should be stable. */
  readonly onChoose: (code: string, isChosen: boolean) => void;
}

/** A device's label as it is printed, and on the screen a tick whether it is. */
export const Label = memo(function Label({
  connection,
  device,
  name,
  connectionName,
  isOnlyHere,
  link,
  isChosen,
  onChoose,
}: LabelProps) {
  const code = deviceCode({ connection, device });
  return (
    <li className={styles.label} data-device={device} data-chosen={isChosen}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          aria-label={t('Print the label of {name}', { name })}
          checked={isChosen}
          onChange={(event) => onChoose(code, event.currentTarget.checked)}
        />
      </label>
      <div className={styles.code}>
        <QrCode text={link} label={link} />
      </div>
      <div className={styles.text}>
        <p className={styles.name}>{name}</p>
        <p className={styles.origin}>{connectionName}</p>
        <p className={styles.typed}>{code}</p>
        {isOnlyHere && (
          <p className={styles.onlyHere}>
            {t('Only this browser knows its connection: scanned elsewhere, the code leads to nothing.')}
          </p>
        )}
      </div>
    </li>
  );
});
