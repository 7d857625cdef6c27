import { useSession, useSessionActions } from '../session/index.ts';
import controls from '../ui/controls.module.css';
import { Notice } from '../ui/Notice.tsx';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import styles from './SignIn.module.css';

/** What a person sees before signing in. */
export function SignIn({ title }: { readonly title: string }) {
  const session = useSessionActions();
  const problem = useSession((s) => s.problem);
  const isLeaving = useSession((s) => s.status === 'signing-out');
  if (isLeaving) {
    return (
      <main className={styles.page}>
        <p role="status">{t('Signing out…')}</p>
      </main>
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
      </div>
    </main>
  );
}
