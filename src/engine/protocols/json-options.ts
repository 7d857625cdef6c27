import * as z from 'zod/mini';
import { actuatorShape } from './actuator-options.ts';
import { isPath, withoutStar } from './json-path.ts';
import { isName } from './payload.ts';
import type { Settling } from './protocol.ts';

const path = () => z.string().check(z.refine(isPath, 'expected a path like $.a.b'));
/** A path into the payload, or a fixed name written as `=name`. */
const pathOrName = () =>
  z
    .string()
    .check(
      z.refine(
        (text) => isPath(text) || (text.startsWith('=') && isName(text.slice(1))),
        'expected a path like $.id, or a fixed name like =boiler',
      ),
    );

/** What connections of the protocol `json` are configured with. */
export const options = () =>
  z.object({
    /** Paths begin at the reading (`$`) or, for what is told once a frame of many readings, at the frame (`$$`). */
    mapping: z.strictObject({
      device: pathOrName(),
      /** Absent: the time of arrival. */
      time: z.optional(path()),
      /** An object of values by quantity, or one value whose quantity `quantity` names (absent: the last name of this path). */
      values: z._default(path(), '$'),
      quantity: z.optional(pathOrName()),
      unit: z.optional(pathOrName()),
      /** Where the device is. */
      room: z.optional(pathOrName()),
      /** Where the list of readings is, for frames that hold many; `[*]` may end it. */
      batch: z.optional(
        z.string().check(z.refine((text) => isPath(withoutStar(text)), 'expected a path like $.readings')),
      ),
    }),
    /** Frames sent as they are when the link opens (subscriptions), as JSON. */
    greeting: z._default(z.array(z.json()), []),
    /** Socket.IO: the event the greeting is sent under. */
    greetingEvent: z._default(z.string().check(z.minLength(1)), 'subscribe'),
    /** Socket.IO and server-sent events: the event that carries readings; others are skipped. */
    event: z.optional(z.string()),
    /** WebSocket: the query parameter that carries a bearer token, as a page cannot send headers there. */
    tokenParameter: z._default(z.string().check(z.minLength(1)), 'token'),
    commands: z._default(
      z.array(
        z.strictObject({
          ...actuatorShape(),
          /** Sent over the link, or by an HTTP request to `url`. */
          url: z.optional(z.string().check(z.minLength(1))),
          method: z._default(z.enum(['POST', 'PUT']), 'POST'),
          /** Socket.IO: the event it is sent under. */
          event: z.optional(z.string().check(z.minLength(1))),
          /** The message; the strings `$value`, `$device` and `$property` in it are replaced. */
          template: z.json(),
        }),
      ),
      [],
    ),
    /**
     * Frames by which the back end says over the link that it will not carry an order out: those with a text at `text`. They bring no readings. Absent: it
     * never says so.
     */
    rejections: z.optional(
      z.strictObject({
        /** Where its words are. */
        text: path(),
        /** Whose order it is about. Absent, or not in the frame: an order is ended by it only where no other can be meant. */
        device: z.optional(pathOrName()),
        property: z.optional(pathOrName()),
        /** Socket.IO and server-sent events: the event that carries them. Absent: that of the readings. */
        event: z.optional(z.string().check(z.minLength(1))),
        /** Everybody on the link may hear of it, whoever ordered: nothing is known then of an order of ours. */
        forAll: z._default(z.boolean(), true),
      }),
    ),
  });
export type Options = z.output<ReturnType<typeof options>>;

/** What the transport cannot carry is found before it is tried. */
export function settle(given: Options, { transport, request, wrong }: Settling): Options {
  const { greeting, commands } = given;
  if (transport === 'sse' && greeting.length > 0) {
    wrong(
      'greeting',
      'server-sent events carry nothing to the server; remove it or choose another transport',
    );
  }
  return {
    ...given,
    commands: commands.map((command, index) => {
      const { url, event } = command;
      const path = `commands[${index}]`;
      if (url !== undefined) return { ...command, url: request(`${path}.url`, url) };
      if (transport === 'sse')
        wrong(`${path}.url`, 'required, as server-sent events carry nothing to the server');
      if (transport === 'socketio' && event === undefined)
        wrong(`${path}.event`, 'required over Socket.IO where there is no "url"');
      return command;
    }),
  };
}
