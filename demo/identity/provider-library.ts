import type { Provider } from 'oidc-provider';

/**
 * Loads the OpenID provider library. It was written for Node 22 and says so on every older one, although all it calls
 * is in 20.19, the oldest Node the demo runs on and is tested with. That one line is left out of the demo's output.
 */
export async function loadProvider(): Promise<typeof Provider> {
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
  };
  try {
    return (await import('oidc-provider')).Provider;
  } finally {
    console.warn = warn;
  }
}
