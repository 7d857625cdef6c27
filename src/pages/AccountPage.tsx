import { useState } from 'react';
import { useNow } from '../live/index.ts';
import type { Role } from '../model/command.ts';
import { useSession, useSessionActions } from '../session/index.ts';
import controls from '../ui/controls.module.css';
import { formatAge } from '../ui/format.ts';
import { chooseLanguage, isLanguageFixed, LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../ui/language.ts';
import { rich } from '../ui/rich.tsx';
import { chooseScheme, type Scheme } from '../ui/scheme.ts';
import { type PlainText, t } from '../ui/text.ts';
import { useScheme } from '../ui/use-scheme.ts';
import styles from './AccountPage.module.css';
import { KeySettings } from './KeySettings.tsx';
import { PageHealth } from './PageHealth.tsx';
import page from './page.module.css';
import { SaverSettings } from './SaverSettings.tsx';

const MAY: Readonly<Record<Role, PlainText>> = {
  viewer: 'You see everything and switch nothing.',
  technician: 'You see everything and may switch actuators.',
  admin: 'You see everything and may switch everything.',
};

const SCHEMES: readonly { readonly value: Scheme; readonly word: PlainText }[] = [
  { value: 'auto', word: 'As the system' },
  { value: 'light', word: 'Light' },
  { value: 'dark', word: 'Dark' },
  { value: 'sun', word: 'Sun: strongest contrast' },
];

function SignedIn() {
  const expiresAt = useSession((s) => s.expiresAt);
  const status = useSession((s) => s.status);
  const now = useNow();
  const session = useSessionActions();
  const left = expiresAt === null ? null : expiresAt - now;
  return (
    <>
      {left !== null && (
        <p className={page.quiet}>
          {left > 0
            ? t(
                status === 'signed-in'
                  ? 'Your access is good for {age} more and is renewed by itself.'
                  : 'Your access is good for {age} more.',
                { age: formatAge(left) },
              )
            : t('Your access has ended.')}
        </p>
      )}
      <button type="button" className={controls.button} onClick={() => void session.signOut()}>
        {t('Sign out')}
      </button>
    </>
  );
}

function LanguageChoice() {
  const language = useLanguage();
  const [failed, setFailed] = useState(false);
  const isFixed = isLanguageFixed();
  return (
    <fieldset className={styles.schemes}>
      <legend>{t('Language')}</legend>
      {LANGUAGES.map((one) => (
        <label key={one} className={styles.scheme} lang={one}>
          <input
            type="radio"
            name="language"
            checked={language === one}
            disabled={isFixed && language !== one}
            onChange={() => {
              setFailed(false);
              chooseLanguage(one).catch(() => setFailed(true));
            }}
          />
          {LANGUAGE_NAMES[one]}
        </label>
      ))}
      {isFixed && <p className={page.quiet}>{t('The configuration of this page sets its language.')}</p>}
      {failed && (
        <p role="alert">{t('The texts could not be fetched. Check the network, then choose again.')}</p>
      )}
    </fieldset>
  );
}

/** Who is signed in, what they may do, and how the page looks to them. */
export default function AccountPage() {
  const person = useSession((s) => s.person);
  const status = useSession((s) => s.status);
  const scheme = useScheme();
  return (
    <div className={`${page.page} ${page.wide}`}>
      <h1>{t('Account')}</h1>
      <div className={styles.sections}>
        <section className={styles.section}>
          <h2>{person.name || t('Not signed in')}</h2>
          <p>
            {rich('Role: {role}.', { role: <strong>{t(person.role)}</strong> })} {t(MAY[person.role])}
          </p>
          {status === 'none' ? (
            <p className={page.quiet}>{t('This deployment has no sign-in.')}</p>
          ) : (
            <SignedIn />
          )}
        </section>
        <fieldset className={styles.schemes}>
          <legend>{t('Colours')}</legend>
          {SCHEMES.map(({ value, word }) => (
            <label key={value} className={styles.scheme}>
              <input
                type="radio"
                name="scheme"
                checked={scheme === value}
                onChange={() => chooseScheme(value)}
              />
              {t(word)}
            </label>
          ))}
        </fieldset>
        <LanguageChoice />
        <SaverSettings />
        <KeySettings />
        <PageHealth />
      </div>
    </div>
  );
}
