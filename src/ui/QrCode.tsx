import { useMemo } from 'react';
import styles from './QrCode.module.css';
import { qrPath } from './qr-path.ts';

interface QrCodeProps {
  /** What a phone reads, most often an address. Never a secret: whoever sees the screen has it. */
  readonly text: string;
  /** What it is for, said to those who cannot see it. */
  readonly label: string;
}

/**
 * A QR code as wide as its place, dark on light whatever the page's colours are: not every scanner reads the other way round.
 * To be loaded with what needs it, never with the first screen.
 * @throws Error where the text is longer than a code holds
 */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} className={styles.light} />
      <path d={path} className={styles.dark} />
    </svg>
  );
}
