import { frameOf } from './hostile-frames.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';
import { streambed, streambedShape } from './streambed.ts';

/** What the service says of an entity first. */
export const REGISTERED = '{"Registered":{"secret":"s3cr3t-of-entity"}}';
/** A reading, as the service sends it. */
export const read = (temperature: number) => JSON.stringify({ TemperatureRead: { temperature } });

/** A session for some entities, and what it takes. */
export function start(entities: readonly string[] = ['1'], url = 'http://edge:1') {
  const context = new RecordingContext(url);
  const session = started(streambed, streambedShape, { entities }, context);
  const receive = (text: string, link = '1') =>
    session.decode(frameOf(text, { link, receivedAt: context.now() }), context.sink);
  return { context, session, receive, sink: context.sink };
}
