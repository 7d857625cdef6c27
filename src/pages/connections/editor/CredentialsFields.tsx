import type { TypedCredentials } from '../../../model/connection-test.ts';
import controls from '../../../ui/controls.module.css';
import { t } from '../../../ui/text.ts';
import type { Draft } from './draft.ts';
import styles from './editor.module.css';
import { FieldFrame } from './FieldFrame.tsx';

/** How the person may sign in, as the form has it: a kind of credentials, and what is asked for. */
const WAYS = [
  { value: 'none', word: 'Not at all', credentials: { kind: 'none' } },
  { value: 'oidc', word: 'With my sign-in here', credentials: { kind: 'oidc' } },
  {
    value: 'password',
    word: 'Ask me for user name and password, or API key',
    credentials: { kind: 'ask', what: 'password' },
  },
  { value: 'token', word: 'Ask me for an access token', credentials: { kind: 'ask', what: 'token' } },
  {
    value: 'token-url',
    word: 'With a token from an address of ours',
    credentials: { kind: 'token-url', url: '' },
  },
] as const;

function wayOf(credentials: Draft): string {
  return credentials.kind === 'ask'
    ? String(credentials.what ?? 'password')
    : String(credentials.kind ?? 'none');
}

interface CredentialsFieldsProps {
  readonly credentials: Draft;
  readonly onChange: (credentials: Draft) => void;
  readonly typed: TypedCredentials;
  readonly onType: (typed: TypedCredentials) => void;
  readonly hasSignIn: boolean;
  readonly problem: string | undefined;
}

/** How a connection signs in. What is typed goes to the engine's memory, and is neither kept nor exported. */
export function CredentialsFields(props: CredentialsFieldsProps) {
  const { credentials, onChange, typed, onType, hasSignIn, problem } = props;
  const way = wayOf(credentials);
  return (
    <fieldset className={styles.group}>
      <legend>{t('Sign-in')}</legend>
      <FieldFrame
        label={t('How this page signs in there')}
        problem={way === 'token-url' ? undefined : problem}
      >
        {(face) => (
          <select
            {...face}
            className={controls.select}
            value={way}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...(WAYS.find((one) => one.value === value)?.credentials ?? { kind: 'none' }) })
            }
          >
            {WAYS.filter((one) => hasSignIn || one.value !== 'oidc').map(({ value, word }) => (
              <option key={value} value={value}>
                {t(word)}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      {way === 'token-url' && (
        <FieldFrame
          label={t('Token address')}
          help={t('Called with your access token; it answers with the token for this connection.')}
          problem={problem}
        >
          {(face) => (
            <input
              {...face}
              type="url"
              placeholder="/api/channel-token"
              value={String(credentials.url ?? '')}
              onChange={(event) => onChange({ kind: 'token-url', url: event.currentTarget.value })}
            />
          )}
        </FieldFrame>
      )}
      {credentials.kind === 'ask' && (
        <>
          <div className={styles.pair}>
            {way === 'password' && (
              <label className={controls.field}>
                {t('User name')}
                <input
                  autoComplete="off"
                  autoCapitalize="none"
                  value={typed.username}
                  onChange={(event) => onType({ ...typed, username: event.currentTarget.value })}
                />
              </label>
            )}
            <label className={controls.field}>
              {way === 'token' ? t('Access token') : t('Password or API key')}
              <input
                type="password"
                autoComplete="off"
                value={typed.password}
                onChange={(event) => onType({ ...typed, password: event.currentTarget.value })}
              />
            </label>
          </div>
          <p className={styles.help}>
            {t(
              'For the test, and until this tab is closed or loaded anew: it is neither kept nor exported. You are asked again then.',
            )}
          </p>
        </>
      )}
    </fieldset>
  );
}
