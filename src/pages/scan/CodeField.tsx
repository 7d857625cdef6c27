import { useDeferredValue, useId, useState } from 'react';
import { useConnections, useDevices } from '../../live/index.ts';
import controls from '../../ui/controls.module.css';
import { Link, useNavigate } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { deviceAddress, deviceCode, readCode, readLink } from '../devices/address.ts';
import styles from './scan.module.css';

/** Devices offered while somebody types: what is more wants more letters. */
const OFFERED = 5;

/** The way to a device without a camera: typing what is written on its label, or part of it. */
export function CodeField() {
  const navigate = useNavigate();
  const devices = useDevices();
  const connections = useConnections();
  const list = useId();
  const [text, setText] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const found =
    wanted === ''
      ? []
      : devices.filter((one) => `${deviceCode(one)} ${one.name ?? ''}`.toLowerCase().includes(wanted));
  const open = () => {
    const isExact = (code: string) => code.toLowerCase() === text.trim().toLowerCase();
    const place =
      devices.find((one) => isExact(deviceCode(one))) ??
      readLink(text, document.baseURI) ??
      (found.length === 1 ? found[0] : undefined) ??
      readCode(
        text,
        connections.map((one) => one.id),
      );
    if (place) navigate(deviceAddress(place));
    else setUnknown(text.trim() !== '');
  };
  return (
    <form
      className={styles.typing}
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <label className={controls.field}>
        {t('Or type what is on the label')}
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          placeholder={t('connection/device')}
          aria-controls={list}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setUnknown(false);
          }}
        />
      </label>
      <button type="submit" className={controls.button}>
        {t('Open')}
      </button>
      <ul className={styles.found} id={list} aria-label={t('Devices that fit')}>
        {found.slice(0, OFFERED).map((one) => (
          <li key={deviceCode(one)}>
            <Link to={deviceAddress(one)}>
              <span>{one.name ?? one.device}</span> <span className={styles.code}>{deviceCode(one)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.unknown}>
        {isUnknown &&
          found.length === 0 &&
          t('No such device has been heard of. Type the whole of what stands below the code.')}
        {isUnknown && found.length > 1 && t('Several devices fit. Choose one, or type more.')}
      </p>
    </form>
  );
}
