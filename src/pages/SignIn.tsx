import { Suspense, useState } from 'react';
import { useSession, useSessionActions } from '../session/index.ts';
import controls from '../ui/controls.module.css';
import { later } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useLocation } from '../ui/router/index.ts';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import { useUntouched } from './device-sign-in/use-untouched.ts';
import { isKioskAddress } from './kiosk/address.ts';
import styles from './SignIn.module.css';

const DeviceSignIn = lazy(later(() => import('./device-sign-in/DeviceSignIn.tsx')));

function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** What a person sees before signing in. Where there may be no keyboard, that is a code to approve on another device. */
export default function SignIn({ title, kiosk }: { readonly title: string; readonly kiosk: unknown }) {
  const session = useSessionActions();
  const problem = useSession((s) => s.problem);
  const isLeaving = useSession((s) => s.status === 'signing-out');
  const { pathname, search } = useLocation();
  const [way, setWay] = useState<'here' | 'elsewhere' | 'back'>(() =>
    isKioskAddress(pathname, search) ? 'elsewhere' : 'here',
  );
  const [backForMs, setBackForMs] = useState<number | null>(null);
  // A stray touch on a wall leads here, too, and nobody comes by to lead back to the code.
  useUntouched(way === 'back' ? backForMs : null, () => setWay('elsewhere'));
  if (isLeaving) {
    return (
      <main className={styles.page}>
        <p role="status">{t('Signing out…')}</p>
      </main>
    );
  }
  if (way === 'elsewhere') {
    return (
      <Suspense fallback={null}>
        <DeviceSignIn
          title={title}
          kiosk={kiosk}
          onBack={(untilMs) => {
            setBackForMs(untilMs);
            setWay('back');
          }}
        />
      </Suspense>
    );
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1>{title}</h1>
        <p>{t('Sign in to see what the plant does.')}</p>
        {problem && <Notice title={said(problem)} />}
        <button type="button" className={controls.primary} onClick={() => void session.signIn()}>
          {t('Sign in')}
        </button>
        <button
          type="button"
          className={styles.quiet}
          onClick={() => setWay('elsewhere')}
          ref={way === 'back' ? takeFocus : null}
        >
          {t('Sign in with another device')}
        </button>
      </div>
    </main>
  );
}
