import {
  IconBulb,
  IconBulbOff,
  IconCamera,
  IconCameraOff,
  IconCameraRotate,
  IconQrcode,
} from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import controls from '../../ui/controls.module.css';
import { rich } from '../../ui/rich.tsx';
import { useNavigate } from '../../ui/router/index.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { Back } from '../Back.tsx';
import { deviceAddress, readLink } from '../devices/address.ts';
import page from '../page.module.css';
import { CodeField } from './CodeField.tsx';
import type { CameraProblem } from './camera.ts';
import styles from './scan.module.css';
import { useScanner } from './use-scanner.ts';

/** Of a code that is no device of this page this much is shown. */
const SHOWN_CHARACTERS = 200;

const PROBLEMS: Readonly<Record<CameraProblem, PlainText>> = {
  insecure:
    'This browser gives its camera only to pages that are opened by https:. Open the page by https:, or type what is on the label.',
  denied:
    'The camera is not allowed for this page. Allow it in the browser’s settings of this page, most often behind the sign beside its address, then try again. Or type what is on the label.',
  none: 'There is no camera here. Type what is on the label.',
  busy: 'The camera gives no picture. Close other programs that use it, then try again. Or type what is on the label.',
  lost: 'The camera has been taken away. Try again, or type what is on the label.',
};

/** Reads the code on a machine and opens the page of its device. Only addresses of this page's own devices are followed, whatever a code says. */
export default function ScanPage() {
  const navigate = useNavigate();
  const video = useRef<HTMLVideoElement>(null);
  const isDone = useRef(false);
  const [refused, setRefused] = useState('');
  const onCode = useCallback(
    (text: string) => {
      if (isDone.current) return;
      const place = readLink(text, document.baseURI);
      if (!place) return setRefused(text);
      isDone.current = true;
      // Felt through a glove; a browser without it has none.
      if ('vibrate' in navigator) navigator.vibrate(20);
      // Back leads past here: the camera still looks at the code and would lead forth again.
      navigate(deviceAddress(place), { replace: true });
    },
    [navigate],
  );
  const { scanning, start, stop, change, setLight } = useScanner(video, onCode);
  const { state } = scanning;
  const isOpen = state === 'on' || state === 'starting';
  return (
    <div className={`${page.page} ${styles.page}`}>
      <div>
        <Back to="/devices">{t('Devices')}</Back>
        <h1>{t('Scan a code')}</h1>
      </div>
      <div className={styles.finder} data-state={state}>
        <video
          ref={video}
          className={styles.video}
          muted
          playsInline
          aria-label={t('Picture of the camera')}
        />
        {state === 'on' && <span className={styles.frame} aria-hidden="true" />}
        {!isOpen && (
          <div className={styles.words}>
            {state === 'failed' ? (
              <IconCameraOff size={40} stroke={1.25} aria-hidden="true" />
            ) : (
              <IconQrcode size={40} stroke={1.25} aria-hidden="true" />
            )}
            {state === 'failed' ? (
              <p role="alert">{t(PROBLEMS[scanning.problem])}</p>
            ) : (
              <p>
                {t(
                  'Point the camera at the code on a machine, and its page opens. The picture stays in this browser: nothing of it is sent or kept.',
                )}
              </p>
            )}
          </div>
        )}
      </div>
      <p role="status" className={styles.refused} hidden={refused === ''}>
        {refused !== '' &&
          rich('This is no code of a device of this page, and was not opened: {text}', {
            text: (
              <q className={styles.text}>
                {refused.length > SHOWN_CHARACTERS ? `${refused.slice(0, SHOWN_CHARACTERS)}…` : refused}
              </q>
            ),
          })}
      </p>
      <div className={styles.actions}>
        {isOpen ? (
          <button type="button" className={controls.button} onClick={stop}>
            <IconCameraOff size={20} aria-hidden="true" /> {t('Close the camera')}
          </button>
        ) : (
          <button
            type="button"
            className={controls.primary}
            onClick={() => {
              setRefused('');
              start();
            }}
          >
            <IconCamera size={20} aria-hidden="true" />{' '}
            {t(state === 'failed' ? 'Try again' : 'Open the camera')}
          </button>
        )}
        {state === 'on' && scanning.light !== null && (
          <button
            type="button"
            className={controls.button}
            aria-pressed={scanning.light}
            onClick={() => setLight(!scanning.light)}
          >
            {scanning.light ? (
              <IconBulbOff size={20} aria-hidden="true" />
            ) : (
              <IconBulb size={20} aria-hidden="true" />
            )}{' '}
            {t('Light |camera')}
          </button>
        )}
        {state === 'on' && scanning.hasOther && (
          <button type="button" className={controls.button} onClick={change}>
            <IconCameraRotate size={20} aria-hidden="true" /> {t('Other camera')}
          </button>
        )}
      </div>
      <CodeField />
    </div>
  );
}
