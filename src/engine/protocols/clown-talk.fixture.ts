import { clownTalk, clownTalkShape } from './clown-talk.ts';
import { frameOf } from './hostile-frames.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';

/** What a hub says is there. */
export const LIST =
  '["-/-/config/ok", {"sensors":["thermometer/i2c0-48"],"actuators":["led/-","relay/i2c0-3b","relay/i2c0-3f"],"notifications":["boot"]}]\n';
/** How it greets. */
export const HELLO =
  '["clown.talk/-/config/ok", {"ack":false,"device":"bridge","capabilities":1,"firmware-datetime":"2016-01-01","firmware-release":"v1.2"}]\n';

/** A conversation with a hub, and what was asked in it. */
export function start(options = {}) {
  const context = new RecordingContext('wss://hub.example/auth/clown-talk-server_nodes_bridge_0');
  const session = started(clownTalk, clownTalkShape, options, context);
  const receive = (body: unknown) => session.decode(frameOf(body), context.sink);
  const asked = () => context.sent.flatMap(({ frames }) => frames.map(({ body }) => body));
  return { context, session, receive, asked, sink: context.sink };
}
