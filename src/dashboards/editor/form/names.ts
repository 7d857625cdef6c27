import type { SeriesInfo } from '../../../model/catalogue.ts';
import { type ActuatorRef, actuatorKey, seriesKey } from '../../../model/identity.ts';
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

type Kind = 'series' | 'actuator';

function linkOf({ connections }: Heard, id: string): string {
  return connections.find((one) => one.id === id)?.name ?? id;
}

function seriesTarget(heard: Heard, { connection, device, quantity, unit }: SeriesInfo): Target {
  return {
    value: seriesKey({ connection, device, quantity }),
    label: `${deviceName(heard, connection, device)} · ${quantity}`,
    detail: [unit, linkOf(heard, connection)].filter((one) => one !== '').join(' · '),
    names: { connection, device, quantity },
  };
}

function actuatorTarget(heard: Heard, { connection, device, property }: ActuatorRef): Target {
  return {
    value: actuatorKey({ connection, device, property }),
    label: `${deviceName(heard, connection, device)} · ${property}`,
    detail: linkOf(heard, connection),
    names: { connection, device, property },
  };
}

/** Every series or actuator that has been heard of. */
export function targetsOf(kind: Kind, heard: Heard): readonly Target[] {
  return inOrder(
    kind === 'series'
      ? heard.series.map((one) => seriesTarget(heard, one))
      : heard.actuators.map((one) => actuatorTarget(heard, one)),
  );
}

/** Which of them some names mean. */
export function targetNamed(kind: Kind, heard: Heard, names: Names): Target | undefined {
  const isOfIt = (one: SeriesInfo | ActuatorRef) =>
    one.device === names.device && one.connection === names.connection;
  if (kind === 'series') {
    const found = heard.series.find((one) => isOfIt(one) && one.quantity === names.quantity);
    return found && seriesTarget(heard, found);
  }
  const found = heard.actuators.find((one) => isOfIt(one) && one.property === names.property);
  return found && actuatorTarget(heard, found);
}
