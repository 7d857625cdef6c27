import { withoutSecrets } from '../../model/without-secrets.ts';
import type { DashboardDocument } from '../schema.ts';
import { refersOnly, secretVariables, variablesWithoutSecrets } from '../variables/secret.ts';

/** What may leave the browser. */
export interface Shareable {
  readonly document: DashboardDocument;
  /** Where something was left out that looks like a secret: a payload's `password`, for one. */
  readonly leftOut: readonly string[];
}

/** A dashboard without what looks like a secret in its widgets' options, and in what its variables begin with and suggest. */
export function shareable(document: DashboardDocument): Shareable {
  const leftOut: string[] = [];
  const { spec } = document;
  const isReference = refersOnly(spec.variables);
  const widgets = Object.fromEntries(
    Object.entries(spec.widgets).map(([id, entry]) => [
      id,
      {
        ...entry,
        options: withoutSecrets(entry.options, `spec.widgets.${id}.options`, leftOut, isReference),
      },
    ]),
  );
  const secrets = secretVariables(spec.variables, spec.widgets);
  const variables = variablesWithoutSecrets(spec.variables, secrets, 'spec.variables', leftOut);
  return { document: { ...document, spec: { ...spec, widgets, variables } }, leftOut };
}
