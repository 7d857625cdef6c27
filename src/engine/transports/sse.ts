import { createParser } from 'eventsource-parser';
import {
  type Frame,
  type Link,
  type LinkEvents,
  type LinkRequest,
  NO_ANSWER,
  type Transport,
} from './transport.ts';

/** An event that grows beyond this ends the stream: memory must not depend on the server's goodwill. */
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;
const RESPONSE_TIMEOUT_MS = 10_000;

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Server-sent events over fetch, because the browser's own `EventSource` can send no headers, cannot run without retrying by
 * itself, and hides keep-alive comments. One request is one link; how the stream ended is told by the code: 1000 for
 * the end of the stream, the HTTP status when it was refused, {@link NO_ANSWER} when nobody answered, 1006 for a broken network.
 */
export const sse: Transport = {
  id: 'sse',
  open(request: LinkRequest, events: LinkEvents): Link {
    const controller = new AbortController();
    let ended = false;
    let wasOpen = false;

    function end(code: number, reason: string): void {
      if (ended) return;
      ended = true;
      controller.abort();
      events.closed({ code, reason, wasOpen });
    }

    async function read(): Promise<void> {
      const timer = setTimeout(() => end(NO_ANSWER, 'no answer to the request'), RESPONSE_TIMEOUT_MS);
      const response = await fetch(request.url, {
        headers: { ...request.headers, Accept: 'text/event-stream' },
        cache: 'no-store',
        credentials: 'omit',
        signal: controller.signal,
      }).finally(() => clearTimeout(timer));
      if (ended) return;
      if (!response.ok) return end(response.status, response.statusText);
      const type = response.headers.get('content-type') ?? '';
      if (!type.startsWith('text/event-stream'))
        return end(1002, 'the address answers, but not with an event stream');
      if (!response.body) return end(1006, 'the answer has no body');
      wasOpen = true;
      events.opened();

      const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
        body: '',
        event: '',
        link: request.name,
        receivedAt: 0,
      };
      const hear = (body: string | null, event: string) => {
        if (ended) return;
        frame.body = body;
        frame.event = event;
        frame.receivedAt = Date.now();
        events.frame(frame);
      };
      /** The stream has ended, and what the parser still finds was cut off by that. */
      let isOver = false;
      let isCut = false;
      const parser = createParser({
        maxBufferSize: MAX_EVENT_CHARACTERS,
        onEvent(message) {
          if (isOver) isCut = true;
          else hear(message.data, message.event ?? '');
        },
        onComment() {
          if (!ended) events.alive();
        },
        onError(error) {
          if (error.type === 'max-buffer-size-exceeded') end(1009, 'an event was larger than 4 MiB');
          // What is no field of the format is no frame that can be read, and is counted as one that cannot.
          else if (error.type === 'unknown-field' && isOver) isCut = true;
          else if (error.type === 'unknown-field') hear(null, '');
        },
      });
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      while (!ended) {
        const { done, value } = await reader.read();
        if (done) {
          isOver = true;
          // An event ends with a blank line: this one finds out whether there was half of one.
          parser.feed(`${decoder.decode()}\n\n`);
          if (isCut) hear(null, '');
          return end(1000, 'end of stream');
        }
        parser.feed(decoder.decode(value, { stream: true }));
      }
    }

    read().catch((error: unknown) => end(1006, words(error)));

    return {
      isWaiting: false,
      send: () => 'unsupported',
      close() {
        if (ended) return;
        ended = true;
        controller.abort();
      },
    };
  },
};
