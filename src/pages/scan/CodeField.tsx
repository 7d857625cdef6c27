import { useDeferredValue, useId, useState } from 'react';
import { useConnections, useDevices } from '../../live/index.ts';
import controls from '../../ui/controls.module.css';
import { Link, useNavigate } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { deviceAddress, deviceCode } from '../devices/address.ts';
import styles from './scan.module.css';
import { devicesThatFit, typedPlace, unheardPlace } from './typed.ts';

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
  const ids = connections.map((one) => one.id);
  // What is offered may come a moment after the letters; what is opened goes by what stands there.
  const offeredFor = useDeferredValue(text);
  const found = devicesThatFit(offeredFor, devices);
  const unheard = found.length > 0 ? unheardPlace(offeredFor, devices, ids) : null;
  const open = () => {
    const place = typedPlace(text, devices, ids, document.baseURI);
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
        {unheard && (
          <li>
            <Link to={deviceAddress(unheard)}>
              <span>{t('Not heard of yet')}</span> <span className={styles.code}>{deviceCode(unheard)}</span>
            </Link>
          </li>
        )}
      </ul>
      <p role="status" className={styles.unknown}>
        {isUnknown &&
          found.length === 0 &&
          t('No such device has been heard of. Type the whole of what stands below the code.')}
        {isUnknown &&
          found.length === 1 &&
          t('No device of just this name has been heard of. Choose the one that is meant.')}
        {isUnknown && found.length > 1 && t('Several devices fit. Choose one, or type more.')}
      </p>
    </form>
  );
}
