import {
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  MantineProvider,
  mergeMantineTheme,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useScheme } from './use-scheme.ts';

/** Mantine in our tokens; the tokens themselves are in theme.css. */
const theme = createTheme({
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

/**
 * Gives the page the theme's variables. Mantine would do it by a `<style>` element in the document, which a content security policy
 * without inline styles forbids; a constructed style sheet is no part of the document's markup.
 */
function applyTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

applyTheme();

/** What Mantine's components need around them. Only what is fetched when it is wanted uses any, so the first screen goes without. */
export function Mantine({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme();
  return (
    <MantineProvider
      theme={theme}
      {...(scheme === 'auto'
        ? { defaultColorScheme: scheme }
        : { forceColorScheme: scheme === 'dark' ? 'dark' : 'light' })}
      // The page sets its own colours: see scheme.ts.
      getRootElement={() => undefined}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
