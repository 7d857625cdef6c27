/** 96 random bits in hexadecimal. `crypto.randomUUID` is missing where a page is served without TLS, as inside a plant it may be. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
