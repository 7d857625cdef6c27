import type { DeviceInfo, ReportedState, SeriesInfo } from '../../model/catalogue.ts';

/**
 * Whether a device is found by a text: by all that its card shows of it, and by the facts about it, such as the room it is in.
 * @param connectionName of the connection that it comes by
 * @param words what it says in words
 * @param wanted in small letters
 */
export function matches(
  { connection, device, name = '', kind = '', facts = {} }: DeviceInfo,
  connectionName: string,
  series: readonly Pick<SeriesInfo, 'quantity'>[],
  words: readonly Pick<ReportedState, 'property'>[],
  wanted: string,
): boolean {
  if (wanted === '') return true;
  const text = [
    connection,
    device,
    name,
    connectionName,
    kind,
    ...Object.values(facts),
    ...series.map((one) => one.quantity),
    ...words.map((one) => one.property),
  ].join(' ');
  return text.toLowerCase().includes(wanted);
}
