import { clownTalk, clownTalkShape } from './clown-talk.ts';
import { frameOf } from './hostile-frames.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';

/** A conversation with a hub, and what was asked in it. */
export function start(options = {}) {
  const context = new RecordingContext('wss://hub.example/auth/clown-talk-server_nodes_bridge_0');
  const session = started(clownTalk, clownTalkShape, options, context);
  const receive = (body: unknown) => session.decode(frameOf(body), context.sink);
  const asked = () => context.sent.flatMap(({ frames }) => frames.map(({ body }) => body));
  return { context, session, receive, asked, sink: context.sink };
}
