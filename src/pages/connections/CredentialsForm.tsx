import { useState } from 'react';
import { supplyCredentials } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import controls from '../../ui/controls.module.css';
import { t } from '../../ui/text.ts';
import styles from './connections.module.css';

interface CredentialsFormProps {
  readonly connection: ConnectionId;
  readonly asks: 'password' | 'token';
}

/** Asks for the credentials a connection needs. They go to the engine's memory and nowhere else. */
export function CredentialsForm({ connection, asks }: CredentialsFormProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className={styles.credentials}
      onSubmit={(event) => {
        event.preventDefault();
        void supplyCredentials(connection, username, password);
        setPassword('');
      }}
    >
      {asks === 'password' && (
        <label className={controls.field}>
          {t('User name')}
          <input
            required
            autoComplete="username"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
        </label>
      )}
      <label className={controls.field}>
        {asks === 'token' ? t('Access token') : t('Password or API key')}
        <input
          required
          type="password"
          autoComplete={asks === 'token' ? 'off' : 'current-password'}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className={controls.primary}>
        {t('Connect')}
      </button>
    </form>
  );
}
