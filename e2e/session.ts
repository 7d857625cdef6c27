import type { BrowserContext, Page } from '@playwright/test';
import { SignInPage } from './pages/sign-in.ts';

/** The demo's accounts; each one's password is its name. */
export type Account = 'viewer' | 'technician' | 'admin';

/** Entries of a storage: name and value. */
type Entries = readonly (readonly [string, string])[];

/** What a browser keeps of a signed-in person. */
export interface StoredSession {
  readonly origin: string;
  readonly local: Entries;
  readonly session: Entries;
}

/** Where the session's library keeps the person, with the tokens. */
const USER_KEY = 'oidc.user:';

function userEntry(key: string): string | undefined {
  const entries = [...Object.entries(localStorage), ...Object.entries(sessionStorage)];
  return entries.find(([name]) => name.startsWith(key))?.[1];
}

/** Signs in through the provider's page and keeps what the browser then holds. */
export async function storeSession(page: Page, account: Account): Promise<StoredSession> {
  await page.goto('/');
  await new SignInPage(page).signIn(account);
  await page.waitForFunction(userEntry, USER_KEY);
  return await page.evaluate(() => ({
    origin: location.origin,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
  }));
}

/**
 * Makes the context's tabs start with a stored session. A tab gets it once: what happens to it afterwards, signing
 * out for one, stays as it is.
 */
export async function restoreSession(context: BrowserContext, stored: StoredSession): Promise<void> {
  await context.addInitScript(({ origin, local, session }) => {
    const marker = 'e2e.session-restored';
    if (location.origin !== origin || sessionStorage.getItem(marker) !== null) return;
    sessionStorage.setItem(marker, '');
    for (const [name, value] of local) localStorage.setItem(name, value);
    for (const [name, value] of session) sessionStorage.setItem(name, value);
  }, stored);
}

/** Tokens of the person who is signed in. */
export interface SessionTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

/** Reads the tokens the page has. @throws when nobody is signed in. */
export async function tokensIn(page: Page): Promise<SessionTokens> {
  const stored = await page.evaluate(userEntry, USER_KEY);
  const user: unknown = JSON.parse(stored ?? 'null');
  const token = (name: keyof SessionTokens): string => {
    const value: unknown = typeof user === 'object' && user !== null ? Reflect.get(user, name) : undefined;
    if (typeof value !== 'string') throw new Error(`There is no ${name}: nobody is signed in.`);
    return value;
  };
  return {
    access_token: token('access_token'),
    refresh_token: token('refresh_token'),
    id_token: token('id_token'),
  };
}
