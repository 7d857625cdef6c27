import { DEMO_ACCOUNTS } from './accounts.ts';

/** Makes text safe inside HTML, attribute values included. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
  :root { color-scheme: light dark; --ground: #f2f3f5; --tile: #fff; --ink: #1c2126; --line: #1c212633; --accent: #2563b0; --on-accent: #fff; --error: #a3161a; }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #111417; --tile: #191d21; --ink: #e6e9ec; --line: #e6e9ec44; --accent: #7cb0f5; --on-accent: #111417; --error: #ff9a94; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
  main { width: min(24rem, 100% - 2rem); padding: 1.5rem; background: var(--tile); border: 1px solid var(--line); border-radius: 6px; }
  h1 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; }
  label { display: block; margin: 0 0 .25rem; font-weight: 500; }
  input:not([type=hidden]) { display: block; width: 100%; min-height: 48px; margin: 0 0 1rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--ink); border-radius: 6px; }
  button { width: 100%; min-height: 48px; margin: 0 0 .5rem; font: inherit; font-weight: 500; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 6px; cursor: pointer; }
  button.quiet { color: inherit; background: transparent; border-color: var(--line); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  a { color: var(--accent); }
  .error { margin: 0 0 1rem; padding-left: .75rem; border-left: 4px solid var(--error); color: var(--error); }
  .hint { margin: 1rem 0 0; font-size: .875rem; }
  code { font-size: 1.5em; letter-spacing: .1em; }
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

function errorLine(error: string | undefined): string {
  return error === undefined ? '' : `<p class="error" id="error" role="alert">${escapeHtml(error)}</p>`;
}

/** The sign-in page. `error` says what was wrong with the last try. */
export function signInPage(action: string, username: string, error?: string): string {
  const accounts = DEMO_ACCOUNTS.map((account) => account.username).join(', ');
  const described = error === undefined ? '' : ' aria-invalid="true" aria-describedby="error"';
  const [first, second] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    'Sign in to Signalbox',
    `${errorLine(error)}
<form method="post" action="${escapeHtml(action)}">
<label for="username">Username</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${escapeHtml(username)}"${first}${described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${second}${described}>
<button type="submit">Sign in</button>
</form>
<p class="hint">Demo accounts: ${escapeHtml(accounts)}. The password is the same as the name.</p>`,
  );
}

/**
 * The page in between when somebody signs out. `form` is the provider's own (`op.logoutForm`).
 * @param atOnce whether the request proved whose session it is, so that no further question is needed.
 */
export function signOutPage(form: string, atOnce: boolean): string {
  return page(
    atOnce ? 'Signing out…' : 'Sign out?',
    `${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>
${atOnce ? `<script>document.querySelector('button').click();</script>` : ''}`,
  );
}

/** Where sign-out ends when the application gave no address to return to. */
export function signedOutPage(home: string): string {
  return page('Signed out', `<p>You are signed out. <a href="${escapeHtml(home)}">Back to Signalbox</a></p>`);
}

/** Asks for the code another device shows. `form` is the provider's own (`op.deviceInputForm`), with its text field in it. */
export function deviceCodePage(form: string, error?: string): string {
  const described = error === undefined ? '' : ' aria-invalid="true" aria-describedby="error"';
  const field = `id="user_code" name="user_code" autocapitalize="characters" spellcheck="false"${described}`;
  return page(
    'Sign in another device',
    `${errorLine(error)}
<label for="user_code">Code that the device shows</label>
${form.replace('name="user_code" placeholder="Enter code"', field)}
<button type="submit" form="op.deviceInputForm">Continue</button>`,
  );
}

/** Tells that the other device is not signed in, because the person wanted it so. */
export function deviceDeniedPage(): string {
  return page(
    'The device is not signed in',
    '<p>You chose Cancel, and the device says so. You can close this page.</p>',
  );
}

/** Asks whether the device that shows this code is to be signed in. `form` is the provider's own (`op.deviceConfirmForm`). */
export function deviceConfirmPage(form: string, userCode: string): string {
  return page(
    'Sign in this device?',
    `<p>It should show this code:</p>
<p><code>${escapeHtml(userCode)}</code></p>
<p>If you have no such device before you, choose Cancel.</p>
${form}
<button type="submit" form="op.deviceConfirmForm" autofocus>Continue</button>
<button class="quiet" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button>`,
  );
}

/** Tells that the other device is signed in. */
export function deviceDonePage(): string {
  return page('The device is signed in', '<p>You can close this page.</p>');
}

/** What went wrong, in the provider's words, with a way back. */
export function errorPage(error: string, description: string, home: string): string {
  return page(
    'Signing in did not work',
    `<p class="error">${escapeHtml(description === '' ? error : description)}</p>
<p><a href="${escapeHtml(home)}">Back to Signalbox</a></p>`,
  );
}
