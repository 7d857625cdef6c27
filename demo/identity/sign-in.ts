import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { accountFor } from './accounts.ts';
import { errorPage, signInPage } from './pages.ts';

/** Far more than a user name and a password need. */
const MOST_FORM_BYTES = 8192;

/** Reads a posted form. @throws Error when it is too long to be a sign-in form. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MOST_FORM_BYTES) throw new Error('the form is too long');
    chunks.push(part);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  });
  response.end(html);
}

/** Answers `/interaction/…`: shows the sign-in page, checks what was typed, and hands the person back to the provider. */
export function createSignIn(provider: Provider, page: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { prompt, params } = await provider.interactionDetails(request, response);
      // Consent is only ever asked for by name (`prompt=consent`); the demo's own page needs none.
      if (prompt.name !== 'login') {
        await provider.interactionFinished(request, response, { consent: {} });
        return;
      }
      const action = request.url ?? '';
      if (request.method !== 'POST') {
        const hint = typeof params.login_hint === 'string' ? params.login_hint : '';
        sendPage(response, 200, signInPage(action, hint));
        return;
      }
      const form = await readForm(request);
      const username = form.get('username') ?? '';
      const account = accountFor(username, form.get('password') ?? '');
      if (account === undefined) {
        sendPage(response, 200, signInPage(action, username, 'Wrong username or password.'));
        return;
      }
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: account.username } },
        { mergeWithLastSubmission: false },
      );
    } catch {
      // The provider no longer knows this sign-in: an old tab, a restarted demo, blocked cookies.
      sendPage(
        response,
        400,
        errorPage('expired', 'This sign-in has expired. Start again from Signalbox.', page),
      );
    }
  };
}
