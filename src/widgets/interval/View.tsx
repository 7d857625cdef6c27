import type * as z from 'zod/mini';
import { t } from '../../ui/text.ts';
import { NumberControl } from '../actuator/NumberControl.tsx';
import type { ViewProps } from '../definition.ts';
import type { options as schema } from './definition.ts';

/** How often a device publishes, in whole seconds. */
export function View({ title, options }: ViewProps<z.output<typeof schema>>) {
  const { connection, device, property, max, ...guards } = options;
  return (
    <NumberControl
      title={title}
      widget="interval"
      before={t('every')}
      actuator={{ connection, device, property }}
      guards={guards}
      min={0}
      max={max}
      step={1}
      unit="s"
    />
  );
}
