import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';

export const options = z.strictObject({
  /** Only of these connections; empty: of all. */
  connections: z._default(z.array(z.string()), []),
  /** Nothing milder than this. */
  level: z._default(z.enum(['info', 'warning', 'error']), 'info'),
});

export const log = defineWidget({
  type: 'log',
  options,
  defaultSize: { w: 6, h: 6 },
  load: () => import('./View.tsx'),
});
