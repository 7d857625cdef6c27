/**
 * Names whose values are kept to themselves: `password`, `accessToken`, `api_key`, `wifiPwd`, `wifi_pass`, `psk`, `otp`, … Rather one too many; but a
 * `low_pass` is a filter.
 */
const SECRET_NAME =
  /passw|passphrase|passcode|pwd|token|secret|credential|authori[sz]ation|cookie|signature|session[_-]?id|keys?$|(^|[^a-z])(keys?|psk|auth|otp|jwt)([^a-z]|$)|(?<!low|high|band|all|by)[^a-z]pass$/i;

/** Whether what bears this name is a secret. */
export function isSecretName(name: string): boolean {
  // camelCase is taken apart, so that `keyId` has the word `key` in it and `keyboard` has not.
  return SECRET_NAME.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2'));
}

/** Holds what another member of its object names: `{"name": "password", "value": "…"}`. */
const NAMED = /^(val|content|data)/i;

/** Names whose something is, so that a `pass` beside it is no count of what has passed. */
const WHOSE = /ssid|user|login/i;

/** Tells of the members of an object which are secrets: by their own names, or because another member says what they are. */
export function secretMembers(object: object): (name: string) => boolean {
  const namesSecret = Object.values(object).some((one) => typeof one === 'string' && isSecretName(one));
  const isSomebodys = Object.keys(object).some((name) => WHOSE.test(name));
  return (name) =>
    isSecretName(name) || (namesSecret && NAMED.test(name)) || (isSomebodys && /^pass$/i.test(name));
}
