import type { DeviceView } from '../../session/index.ts';
import controls from '../../ui/controls.module.css';
import { formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { rich } from '../../ui/rich.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './DeviceCode.module.css';

/** An address as people type it: browsers add the scheme themselves, and on a wall each character counts. */
function typed(address: string): string {
  return address.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function Trouble({ trouble, again }: { trouble: NonNullable<DeviceView['trouble']>; again: () => void }) {
  switch (trouble.kind) {
    case 'denied':
      return (
        <Notice
          title={t('The sign-in was denied on the other device.')}
          action={
            <button type="button" className={controls.button} onClick={again}>
              {t('Show a new code')}
            </button>
          }
        >
          <p>{t('To begin again, use the next code: it appears here by itself within a minute.')}</p>
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice title={t('The sign-in service does not answer.')}>
          <p>{t('This page goes on trying by itself. If it takes long, check the network.')}</p>
        </Notice>
      );
    case 'unanswered':
      return (
        <Notice title={t('The sign-in service gives out no code.')}>
          <p>
            {t(
              'It answers, but not when a browser asks it for a code. This page goes on trying; if it takes long, whoever runs it can allow this page to ask (CORS).',
            )}
          </p>
        </Notice>
      );
    case 'not-offered':
      return (
        <Notice title={t('The sign-in service lets nobody sign in with another device.')}>
          <p>
            {t(
              'Whoever runs it can switch the device authorization grant on; this page looks again by itself.',
            )}
          </p>
        </Notice>
      );
    case 'refused':
      return (
        <Notice title={t('The sign-in service refused: {reason}.', { reason: said(trouble.reason) })}>
          <p>
            {t(
              'Whoever runs it can allow this page the device authorization grant; it is tried again by itself.',
            )}
          </p>
        </Notice>
      );
    case 'unloaded':
      return (
        <Notice
          title={t('A part of this page could not be loaded.')}
          action={
            <button type="button" className={controls.button} onClick={() => location.reload()}>
              {t('Reload')}
            </button>
          }
        />
      );
  }
}

interface DeviceCodeProps {
  readonly view: DeviceView;
  readonly again: () => void;
}

/** The code that somebody approves with their phone, how they do it, and what keeps them from it. As wide as its place. */
export function DeviceCode({ view: { code, trouble }, again }: DeviceCodeProps) {
  return (
    <div className={styles.place}>
      {trouble && (
        <div className={styles.trouble}>
          <Trouble trouble={trouble} again={again} />
        </div>
      )}
      {code && (
        <div className={styles.code}>
          <div className={styles.picture}>
            <QrCode text={code.scanned} label={t('QR code: opens the sign-in on a phone')} />
          </div>
          <div className={styles.words}>
            <p>
              {rich('Scan this with a phone, or open {address} there.', {
                address: <strong>{typed(code.address)}</strong>,
              })}
            </p>
            <p>{t('Compare this code, or type it there; then approve:')}</p>
            <output className={styles.letters} aria-label={t('Code')}>
              {code.userCode}
            </output>
            <p className={styles.life}>
              {t('Waiting for approval. At {time} another code takes its place.', {
                time: formatTime(code.endsAt),
              })}
            </p>
          </div>
        </div>
      )}
      {!code && !trouble && <p role="status">{t('Asking the sign-in service for a code…')}</p>}
    </div>
  );
}
