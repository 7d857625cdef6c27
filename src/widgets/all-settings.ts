import type { WidgetSettings } from './widget-settings.ts';

const found = import.meta.glob<{ readonly settings: WidgetSettings }>('./*/settings.ts', { eager: true });

/** The settings of every kind of widget. A new one is a `settings.ts` beside its definition. */
export const allSettings: readonly WidgetSettings[] = Object.values(found).map((one) => one.settings);

/** The settings of one kind of widget; undefined where this page has no such kind. */
export function settingsOf(type: string): WidgetSettings | undefined {
  return allSettings.find((one) => one.type === type);
}
