import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { allSettings } from './all-settings.ts';
import { heard, nothingHeard } from './heard.fixture.ts';
import { optionWords } from './option-words.ts';
import { widgets } from './registry.ts';
import type { Heard } from './widget-settings.ts';

/** The words of every option of an options' schema, by path; null where it has none. */
function* words(schema: z.core.JSONSchema.BaseSchema, path: string): Generator<[string, unknown]> {
  const fields: unknown = schema.fields;
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const its = typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];
    yield [`${path}.${name}`, its.find(([key]) => key === name)?.[1]];
    if (typeof one === 'object') yield* words(one, `${path}.${name}`);
  }
  for (const one of [schema.items, ...(schema.anyOf ?? [])].flat()) {
    if (typeof one === 'object' && !('$ref' in one)) yield* words(one, `${path}[]`);
  }
}

const exampleOf = (type: string, all: Heard) => allSettings.find((one) => one.type === type)?.example(all);

describe.each(widgets.map((widget) => [widget.type, widget] as const))(
  'the settings of %s',
  (type, widget) => {
    it('have a name for every option', () => {
      const schema = z.toJSONSchema(widget.options, { io: 'input', metadata: optionWords });
      const nameless = [...words(schema, type)].filter(([, its]) => !its).map(([path]) => path);
      expect(nameless).toEqual([]);
    });

    it('have an example that the widget accepts, made of the first that fits', () => {
      const example = exampleOf(type, heard);
      expect(example).toBeTruthy();
      expect(widget.prepare(example?.options)).toMatchObject({ ok: true });
      expect(example?.title).not.toBe('');
    });

    it('have none while nothing has been heard of, unless it needs nothing', () => {
      const example = exampleOf(type, nothingHeard);
      expect(example === null || widget.prepare(example?.options).ok).toBe(true);
    });
  },
);
