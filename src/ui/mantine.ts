import { createTheme } from '@mantine/core';

/** Mantine in our tokens; the tokens themselves are in theme.css. */
export const theme = createTheme({
  fontFamily: 'var(--sb-font)',
  defaultRadius: 6,
  primaryColor: 'signal',
  primaryShade: { light: 7, dark: 3 },
  colors: {
    signal: [
      '#eef5fe',
      '#d9e8fb',
      '#b3d1f8',
      '#7cb0f5',
      '#569bf0',
      '#3c8ae6',
      '#2f77cc',
      '#2563b0',
      '#1e5192',
      '#173f73',
    ],
  },
  autoContrast: true,
});
