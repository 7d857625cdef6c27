import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';
import { actuatorOption } from '../refs.ts';

export const options = z.strictObject({ actuator: actuatorOption, ...guardOptions });

/** `switch` is a word of the language, hence the longer name. */
export const switchWidget = defineWidget({
  type: 'switch',
  options,
  defaultSize: { w: 3, h: 4 },
  load: () => import('./View.tsx'),
});
