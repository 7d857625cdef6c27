import * as z from 'zod/mini';

/** Time windows a person can choose, shortest first. The keys are what addresses and documents say. */
export const windowPresets = {
  '30s': { label: '30 s', words: 'the last 30 seconds', spanMs: 30_000 },
  '1m': { label: '1 min', words: 'the last minute', spanMs: 60_000 },
  '5m': { label: '5 min', words: 'the last 5 minutes', spanMs: 300_000 },
  '15m': { label: '15 min', words: 'the last 15 minutes', spanMs: 900_000 },
  '1h': { label: '1 h', words: 'the last hour', spanMs: 3_600_000 },
  '6h': { label: '6 h', words: 'the last 6 hours', spanMs: 21_600_000 },
  '24h': { label: '24 h', words: 'the last 24 hours', spanMs: 86_400_000 },
} as const;

export type WindowPreset = keyof typeof windowPresets;

/** A preset in options and documents. */
export const windowOption = z.enum(['30s', '1m', '5m', '15m', '1h', '6h', '24h']);
