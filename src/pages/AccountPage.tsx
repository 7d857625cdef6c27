import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNow } from '../live/index.ts';
import type { Role } from '../model/command.ts';
import { useSession, useSessionActions } from '../session/index.ts';
import controls from '../ui/controls.module.css';
import { formatAge } from '../ui/format.ts';
import styles from './AccountPage.module.css';
import page from './page.module.css';

const MAY: Readonly<Record<Role, string>> = {
  viewer: 'You see everything and switch nothing.',
  technician: 'You see everything and may switch actuators.',
  admin: 'You see everything and may switch everything.',
};

const SCHEMES: readonly { readonly value: MantineColorScheme; readonly word: string }[] = [
  { value: 'auto', word: 'As the system' },
  { value: 'light', word: 'Light' },
  { value: 'dark', word: 'Dark' },
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
            ? `Your access is good for ${formatAge(left)} more${status === 'signed-in' ? ' and is renewed by itself' : ''}.`
            : 'Your access has ended.'}
        </p>
      )}
      <button type="button" className={controls.button} onClick={() => void session.signOut()}>
        Sign out
      </button>
    </>
  );
}

/** Who is signed in, what they may do, and how the page looks to them. */
export default function AccountPage() {
  const person = useSession((s) => s.person);
  const status = useSession((s) => s.status);
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <div className={page.page}>
      <h1>Account</h1>
      <section className={styles.section}>
        <h2>{person.name || 'Not signed in'}</h2>
        <p>
          Role: <strong>{person.role}</strong>. {MAY[person.role]}
        </p>
        {status === 'none' ? <p className={page.quiet}>This deployment has no sign-in.</p> : <SignedIn />}
      </section>
      <fieldset className={styles.schemes}>
        <legend>Colours</legend>
        {SCHEMES.map(({ value, word }) => (
          <label key={value} className={styles.scheme}>
            <input
              type="radio"
              name="scheme"
              checked={colorScheme === value}
              onChange={() => setColorScheme(value)}
            />
            {word}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
