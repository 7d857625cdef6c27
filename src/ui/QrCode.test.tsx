import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { QrCode } from './QrCode.tsx';

it('A QR code says what it is for to those who cannot see it, and not what is in it', () => {
  const drawn = renderToStaticMarkup(<QrCode text="https://id.example.com/device" label="Sign in" />);
  expect(drawn).toContain('role="img" aria-label="Sign in"');
  expect(drawn).not.toContain('id.example.com');
});
