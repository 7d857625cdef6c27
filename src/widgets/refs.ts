import * as z from 'zod/mini';
import type { SeriesRef } from '../model/identity.ts';

const name = z.string().check(z.minLength(1));

/** A series in a widget's options, with a name of its own where the device's would not do. */
export const seriesOption = z.strictObject({
  connection: name,
  device: name,
  quantity: name,
  label: z.optional(name),
});

/** An actuator in a widget's options. */
export const actuatorOption = z.strictObject({ connection: name, device: name, property: name });

export type SeriesOption = z.infer<typeof seriesOption>;

/** The options' series as the engine wants them, without what is only for people. */
export function seriesRef({ connection, device, quantity }: SeriesRef): SeriesRef {
  return { connection, device, quantity };
}

/** Names that tell the series of one widget apart, as short as that allows. */
export function seriesLabels(series: readonly SeriesOption[]): readonly string[] {
  const devices = new Set(series.map((one) => `${one.connection} ${one.device}`)).size;
  const quantities = new Set(series.map((one) => one.quantity)).size;
  return series.map((one) => {
    if (one.label) return one.label;
    if (devices === 1) return one.quantity;
    return quantities === 1 ? one.device : `${one.device} ${one.quantity}`;
  });
}
