/** Somebody who may sign in to the demo. */
export interface DemoAccount {
  /** What is typed as *Username*; also the subject in tokens. The password is the same. */
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The demo's accounts, the least role first. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'viewer', name: 'Viewer', roles: ['viewer'] },
  { username: 'technician', name: 'Technician', roles: ['technician'] },
  { username: 'admin', name: 'Admin', roles: ['admin'] },
];

/** The account of that name, if there is one. */
export function accountNamed(username: string): DemoAccount | undefined {
  return DEMO_ACCOUNTS.find((account) => account.username === username);
}

/** The account these credentials open, if they do. */
export function accountFor(username: string, password: string): DemoAccount | undefined {
  const account = accountNamed(username.trim().toLowerCase());
  return account !== undefined && password === account.username ? account : undefined;
}

/** What tokens say of an account beside its subject: its names, and its roles where Keycloak has them. */
export function accountClaims(account: DemoAccount): Record<string, unknown> {
  return {
    name: account.name,
    preferred_username: account.username,
    realm_access: { roles: [...account.roles] },
  };
}
