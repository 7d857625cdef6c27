/** Names whose values are kept to themselves: `password`, `accessToken`, `api_key`, `wifiPwd`, `psk`, `otp`, … Rather one too many. */
const SECRET_NAME =
  /passw|passphrase|passcode|pwd|token|secret|credential|authori[sz]ation|cookie|signature|session[_-]?id|keys?$|(^|[^a-z])(keys?|psk|auth|otp|jwt)([^a-z]|$)/i;

/** Whether what bears this name is a secret. */
export function isSecretName(name: string): boolean {
  // camelCase is taken apart, so that `keyId` has the word `key` in it and `keyboard` has not.
  return SECRET_NAME.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2'));
}

/** Holds what another member of its object names: `{"name": "password", "value": "…"}`. */
const NAMED = /^(val|content|data)/i;

/** Tells of the members of an object which are secrets: by their own names, or because another member says what they are. */
export function secretMembers(object: { readonly [name: string]: unknown }): (name: string) => boolean {
  const namesSecret = Object.values(object).some((one) => typeof one === 'string' && isSecretName(one));
  return (name) => isSecretName(name) || (namesSecret && NAMED.test(name));
}
