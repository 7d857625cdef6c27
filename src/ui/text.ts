/** Texts in the person's language. English is in the code, the other languages beside it in `src/messages`. */

import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import type account from '../messages/account.json';
import type alarmPages from '../messages/alarm-pages.json';
import type alarms from '../messages/alarms.json';
import type around from '../messages/around.json';
import type audit from '../messages/audit.json';
import type connections from '../messages/connections.json';
import type dashboardPages from '../messages/dashboard-pages.json';
import type dashboards from '../messages/dashboards.json';
import type deviceSignIn from '../messages/device-sign-in.json';
import type devices from '../messages/devices.json';
import type editor from '../messages/editor.json';
import type field from '../messages/field.json';
import type firstSteps from '../messages/first-steps.json';
import type frame from '../messages/frame.json';
import type kiosk from '../messages/kiosk.json';
import type offline from '../messages/offline.json';
import type tools from '../messages/tools.json';
import type widgets from '../messages/widgets.json';

// Until another language is chosen, the page is English.
i18n.load('en', english);
i18n.activate('en');

/** A text that all languages have. */
export type Text =
  | keyof typeof account
  | keyof typeof alarmPages
  | keyof typeof alarms
  | keyof typeof around
  | keyof typeof audit
  | keyof typeof connections
  | keyof typeof dashboardPages
  | keyof typeof dashboards
  | keyof typeof deviceSignIn
  | keyof typeof devices
  | keyof typeof field
  | keyof typeof firstSteps
  | keyof typeof editor
  | keyof typeof frame
  | keyof typeof kiosk
  | keyof typeof offline
  | keyof typeof tools
  | keyof typeof widgets;

/** A text without placeholders. */
export type PlainText = Exclude<Text, `${string}{${string}`>;

/** Names of a text's placeholders; a branch of a plural is not one. */
export type Names<T extends string> = T extends `${string}{${infer Inside}}${infer Rest}`
  ? NameIn<Inside> | Names<Rest>
  : never;
type NameIn<T extends string> = T extends `${infer Name}, ${string}`
  ? Name
  : T extends `${string}${' ' | '#'}${string}` | ''
    ? never
    : T;

type Values<T extends string> = [Names<T>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<Names<T>, string | number>>];

/** A text in the page's language. To be called while drawing, never when a module is read: the language changes. */
export function t<T extends Text>(text: T, ...[values]: Values<T>): string {
  return write(text, values);
}

type Filling = Readonly<Record<string, string | number>>;

/** {@link t} without its checks, for what is looked up. What no language knows stays as it is, but for what is filled in. */
export function write(text: string, values?: Filling): string {
  if (Object.hasOwn(i18n.messages, text)) return i18n._(text, values);
  // English has no catalogue of texts that are their own keys: it would weigh as much as the texts themselves.
  return values ? filled(text, values) : text;
}

function filled(text: string, values: Filling): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}
