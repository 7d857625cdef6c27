interface Rules {
  createScriptURL(url: string): string;
}

declare global {
  /** Trusted Types, as far as they are used here; TypeScript does not know them. Absent in browsers without them. */
  var trustedTypes: { createPolicy(name: 'signalbox', rules: Rules): Rules } | undefined;
}

const rules: Rules = {
  createScriptURL(url) {
    const { href } = new URL(url, document.baseURI);
    if (!href.startsWith(new URL('.', document.baseURI).href)) {
      throw new TypeError('Scripts of other places than the page’s own folder are not started.');
    }
    return href;
  },
};

/** The only policy a deployment's content security policy has to allow (`trusted-types signalbox`). */
const policy = globalThis.trustedTypes?.createPolicy('signalbox', rules) ?? rules;

/**
 * The address of one of the page's own scripts in the form that workers may be started from where Trusted Types are required. It is an
 * object that stands for the string; the types of the browser's functions still say string.
 * @throws TypeError for an address outside of the page's folder
 */
export function ownScript(address: string): string {
  return policy.createScriptURL(address);
}
