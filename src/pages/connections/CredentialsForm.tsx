import { useState } from 'react';
import { supplyCredentials } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import controls from '../../ui/controls.module.css';
import styles from './connections.module.css';

/** Asks for the credentials a connection needs. They go to the engine's memory and nowhere else. */
export function CredentialsForm({ connection }: { readonly connection: ConnectionId }) {
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
      <label className={controls.field}>
        User name
        <input
          required
          autoComplete="username"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
      </label>
      <label className={controls.field}>
        Password
        <input
          required
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className={controls.primary}>
        Connect
      </button>
    </form>
  );
}
