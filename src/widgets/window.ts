import { createContext, useContext } from 'react';
import * as z from 'zod/mini';

/** Time windows a person can choose, shortest first. */
export const windowPresets = {
  '30s': { label: '30 s', words: 'the last 30 seconds', spanMs: 30_000 },
  '1m': { label: '1 min', words: 'the last minute', spanMs: 60_000 },
  '5m': { label: '5 min', words: 'the last 5 minutes', spanMs: 300_000 },
  '15m': { label: '15 min', words: 'the last 15 minutes', spanMs: 900_000 },
} as const;

export type WindowPreset = keyof typeof windowPresets;

/** A preset in options, documents and addresses. */
export const windowOption = z.enum(['30s', '1m', '5m', '15m']);

/** The preset named by a piece of text, null when it names none. */
export function windowPresetOf(text: string | null): WindowPreset | null {
  const parsed = z.safeParse(windowOption, text);
  return parsed.success ? parsed.data : null;
}

/** The window that the page around the widgets has chosen. */
export const ChartWindow = createContext<WindowPreset>('5m');

/** A widget's own window, or the page's. */
export function useChartWindow(own: WindowPreset | undefined): WindowPreset {
  const shared = useContext(ChartWindow);
  return own ?? shared;
}
