import type * as z from 'zod/mini';
import { NumberControl } from '../actuator/NumberControl.tsx';
import type { ViewProps } from '../definition.ts';
import type { options as schema } from './definition.ts';

/** A number to be set. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { actuator, min, max, step, unit, ...guards } = options;
  return (
    <NumberControl
      title={title}
      widget="setpoint"
      actuator={actuator}
      guards={guards}
      min={min}
      max={max}
      step={step}
      unit={unit}
      slider
    />
  );
}
