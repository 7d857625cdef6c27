/** Names whose values are kept to themselves: `password`, `accessToken`, `api_key`, `wifiPwd`, `psk`, `otp`, … Rather one too many. */
const SECRET_NAME =
  /passw|passphrase|passcode|pwd|token|secret|credential|authori[sz]ation|cookie|signature|session[_-]?id|keys?$|(^|[^a-z])(keys?|psk|auth|otp|jwt)([^a-z]|$)/i;

/** Whether what bears this name is a secret. */
export function isSecretName(name: string): boolean {
  // camelCase is taken apart, so that `keyId` has the word `key` in it and `keyboard` has not.
  return SECRET_NAME.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2'));
}
