import { type ComponentType, createElement } from 'react';
import * as z from 'zod/mini';
import { problemsOf } from '../model/problems.ts';

/** What a widget's View gets: its title and its options, checked and with defaults filled in. */
export interface ViewProps<Options> {
  readonly title: string;
  readonly options: Options;
}

/** One kind of widget, as its folder declares it. */
export interface WidgetDefinition<Schema extends z.ZodMiniType> {
  /** The word in dashboards and in `data-widget`. Never changed once published. */
  readonly type: string;
  readonly options: Schema;
  /** In the wide grid's columns and rows. */
  readonly defaultSize: { readonly w: number; readonly h: number };
  /** Fetches the drawing code; called when the first tile of the kind comes near the screen, again after a failure. */
  load(): Promise<{ readonly View: ComponentType<ViewProps<z.output<Schema>>> }>;
}

/** A tile's content, with its options bound. */
export type BoundView = ComponentType<{ readonly title: string }>;

/** Options that were checked: ready to be drawn, or what is wrong with them. */
type Prepared =
  | { readonly ok: true; load(): Promise<BoundView> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A widget definition whose options' type is closed inside, so that all kinds fit one registry. */
export interface Widget {
  readonly type: string;
  readonly defaultSize: { readonly w: number; readonly h: number };
  readonly options: z.ZodMiniType;
  /** Checks options from a dashboard. Never throws and never changes them. */
  prepare(options: unknown): Prepared;
}

/** Makes a definition fit for the registry. */
export function defineWidget<Schema extends z.ZodMiniType>(definition: WidgetDefinition<Schema>): Widget {
  const { type, defaultSize, options: schema } = definition;
  return {
    type,
    defaultSize,
    options: schema,
    prepare(options) {
      const parsed = z.safeParse(schema, options, { reportInput: true });
      if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, 'options') };
      return {
        ok: true,
        async load() {
          const { View } = await definition.load();
          return ({ title }) => createElement(View, { title, options: parsed.data });
        },
      };
    },
  };
}
