import { actuatorKey, seriesKey } from '../../../model/identity.ts';
import { nameOrder } from '../../../ui/locale.ts';
import { t } from '../../../ui/text.ts';
import { deviceName, type Heard } from '../../../widgets/widget-settings.ts';
import type { Variable } from '../../variables/schema.ts';
import type { Named } from './fields.ts';
import type { Suggestion } from './Suggest.tsx';

/** Names that belong together, as far as they are set. */
export type Names = Readonly<Partial<Record<Named, string>>>;

/** The names in a value; what is no text is none. */
export function namesIn(value: unknown): Names {
  if (typeof value !== 'object' || value === null) return {};
  const texts = Object.entries(value).filter(([, one]) => typeof one === 'string');
  const { connection, device, quantity, property } = Object.fromEntries(texts);
  return {
    ...(connection !== undefined && { connection }),
    ...(device !== undefined && { device }),
    ...(quantity !== undefined && { quantity }),
    ...(property !== undefined && { property }),
  };
}

/** A name that says nothing definite: it is not set, or a variable stands for it. */
function isOpen(name: string | undefined): boolean {
  return name === undefined || name === '' || name.includes('$');
}

function inOrder<One extends Suggestion>(names: readonly One[]): readonly One[] {
  const order = nameOrder();
  return names.toSorted((a, b) => order(a.label, b.label));
}

function once(names: Iterable<Suggestion>): readonly Suggestion[] {
  const byValue = new Map<string, Suggestion>();
  for (const one of names) if (!byValue.has(one.value)) byValue.set(one.value, one);
  return inOrder([...byValue.values()]);
}

function plain(value: string, detail = ''): Suggestion {
  return { value, label: value, ...(detail !== '' && detail !== value && { detail }) };
}

/** What can stand for a name: variables, then what has been heard of and belongs to the names beside it. */
export function suggestionsFor(
  named: Named,
  { connection, device }: Names,
  heard: Heard,
  variables: readonly Variable[],
): readonly Suggestion[] {
  const fits = (one: { readonly connection: string; readonly device: string }) =>
    (isOpen(connection) || one.connection === connection) && (isOpen(device) || one.device === device);
  const references = variables.map(({ name, label }) => plain(`$${name}`, label ?? t('Variable')));
  const known = () => {
    switch (named) {
      case 'connection':
        return once(heard.connections.map(({ id, name }) => plain(id, name)));
      case 'device': {
        const all = [...heard.devices, ...heard.series, ...heard.actuators];
        return once(
          all
            .filter((one) => isOpen(connection) || one.connection === connection)
            .map((one) => plain(one.device, deviceName(heard, one.connection, one.device))),
        );
      }
      case 'quantity':
        return once(heard.series.filter(fits).map((one) => plain(one.quantity, one.unit)));
      case 'property':
        return once(heard.actuators.filter(fits).map((one) => plain(one.property)));
    }
  };
  return [...references, ...known()];
}

/** Something whole that can be taken at once: a series, or an actuator. */
export interface Target extends Suggestion {
  readonly names: Names;
}

/** Every series or actuator that has been heard of. */
export function targetsOf(ref: 'series' | 'actuator', heard: Heard): readonly Target[] {
  const linkOf = (id: string) => heard.connections.find((one) => one.id === id)?.name ?? id;
  const made: readonly Target[] =
    ref === 'series'
      ? heard.series.map(({ connection, device, quantity, unit }) => ({
          value: seriesKey({ connection, device, quantity }),
          label: `${deviceName(heard, connection, device)} · ${quantity}`,
          detail: [unit, linkOf(connection)].filter((one) => one !== '').join(' · '),
          names: { connection, device, quantity },
        }))
      : heard.actuators.map(({ connection, device, property }) => ({
          value: actuatorKey({ connection, device, property }),
          label: `${deviceName(heard, connection, device)} · ${property}`,
          detail: linkOf(connection),
          names: { connection, device, property },
        }));
  return inOrder(made);
}

/** Which of the known ones some names mean. */
export function targetNamed(targets: readonly Target[], names: Names): Target | undefined {
  const keys = ['connection', 'device', 'quantity', 'property'] as const;
  return targets.find((one) =>
    keys.every((key) => one.names[key] === undefined || one.names[key] === names[key]),
  );
}
