import { isSecretName } from '../../model/secret-name.ts';
import type { DashboardDocument } from '../schema.ts';

/** Stands where a secret was. */
const LEFT_OUT = '[left out]';

/** A value without what stands under a secret's name. @param leftOut gets the paths of what was taken out */
export function withoutSecrets(value: unknown, path: string, leftOut: string[]): unknown {
  if (Array.isArray(value))
    return value.map((one, index) => withoutSecrets(one, `${path}[${index}]`, leftOut));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const at = path === '' ? name : `${path}.${name}`;
      if (!isSecretName(name) || one === null || one === '' || typeof one === 'boolean') {
        return [name, withoutSecrets(one, at, leftOut)];
      }
      leftOut.push(at);
      return [name, LEFT_OUT];
    }),
  );
}

/** What may leave the browser. */
export interface Shareable {
  readonly document: DashboardDocument;
  /** Where something was left out that looks like a secret: a payload's `password`, for one. */
  readonly leftOut: readonly string[];
}

/** A dashboard without what looks like a secret in its widgets' options: there is no other place for one. */
export function shareable(document: DashboardDocument): Shareable {
  const leftOut: string[] = [];
  const widgets = Object.fromEntries(
    Object.entries(document.spec.widgets).map(([id, entry]) => [
      id,
      { ...entry, options: withoutSecrets(entry.options, `spec.widgets.${id}.options`, leftOut) },
    ]),
  );
  return { document: { ...document, spec: { ...document.spec, widgets } }, leftOut };
}
