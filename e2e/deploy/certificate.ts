import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate for localhost that nobody but the tests' own browser trusts. */
export interface Certificate {
  /** Holds `tls.crt` and `tls.key`, as a Kubernetes secret does. */
  readonly folder: string;
  /** The certificate itself, PEM. */
  readonly pem: string;
  /** SHA-256 of its public key, base64: by this Chromium can be told to trust it, service workers included. */
  readonly publicKeyHash: string;
}

/** Makes a key and a certificate for a day. @throws where there is no openssl. */
export function createCertificate(folder: string): Certificate {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')],
    ],
    { stdio: 'pipe' },
  );
  const pem = readFileSync(join(folder, 'tls.crt'), 'utf8');
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return { folder, pem, publicKeyHash: createHash('sha256').update(key).digest('base64') };
}
