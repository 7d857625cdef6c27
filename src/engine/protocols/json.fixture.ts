import { frameOf } from './hostile-frames.ts';
import { json, jsonShape } from './json.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';

/** A session that reads by a mapping, and what it takes. */
export function start(
  mapping: Record<string, unknown>,
  more: Record<string, unknown> = {},
  url = 'wss://own.example/live',
) {
  const context = new RecordingContext(url);
  const session = started(json, jsonShape, { mapping, ...more }, context);
  const receive = (value: unknown) => session.decode(frameOf(JSON.stringify(value)), context.sink);
  return { context, session, receive, sink: context.sink };
}

/** A person's token. */
export const bearer = { kind: 'bearer', token: 'a b' } as const;
/** One value a frame. */
export const flat = { device: '$.id', time: '$.ts', values: '$.value' };
