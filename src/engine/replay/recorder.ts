import type { RecordingLimits, RecordingState } from '../../model/recording.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { address } from '../connection/summary.ts';
import type { Tap } from '../connection/tap.ts';
import { redactedFrame } from '../inspection/redact-frame.ts';
import { previewOf } from '../protocols/preview.ts';
import type { CommandPlan, Sink } from '../protocols/protocol.ts';
import type { Frame, OutFrame, SendOutcome } from '../transports/transport.ts';
import { recordedOptions } from './recorded-options.ts';
import { KIND, type RecordingHeader, VERSION } from './recording.ts';

/** Text gathered before it becomes bytes. */
const GATHERED = 64 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

interface RecorderHost {
  /** Epoch ms. */
  now(): number;
  /** Secrets in use on the connection at this moment. */
  secrets(): readonly string[];
  /** It has ended: it is to be taken off the connection. */
  over(): void;
}

type Line = {
  readonly at: number;
  readonly what: string;
  readonly link?: string;
  readonly event?: string;
  readonly text?: string;
  readonly base64?: string;
};

/** Writes down what passes on a connection, without secrets, until somebody ends it or it reaches one of its bounds. */
export class FrameRecorder implements Tap {
  readonly #settings: ConnectionSettings;
  readonly #limits: RecordingLimits;
  readonly #host: RecorderHost;
  readonly #startedAt: number;
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  #gathered = '';
  #bytes = 0;
  #frames = 0;
  #leftOut = 0;
  #changed = 0;
  #endedAt: number | null = null;
  #why: RecordingState['why'] = '';

  constructor(settings: ConnectionSettings, limits: RecordingLimits, host: RecorderHost) {
    this.#settings = settings;
    this.#limits = limits;
    this.#host = host;
    this.#startedAt = host.now();
    this.#write(JSON.stringify(headerOf(settings, this.#startedAt, host.secrets())));
  }

  get state(): RecordingState {
    this.#checkTime(this.#host.now());
    return {
      ...this.#limits,
      connection: this.#settings.id,
      name: this.#settings.name,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
      why: this.#why,
      frames: this.#frames,
      bytes: this.#bytes,
      leftOut: this.#leftOut,
      changed: this.#changed,
    };
  }

  /** Its connection is there no more, or is another one now: what comes from here on would be of something else. */
  connectionLeft(): void {
    if (this.#goesOn(this.#host.now())) this.#end('connection', this.#host.now());
  }

  /** Ends it where it still goes on, and gives the file. */
  finish(): Blob {
    if (this.#endedAt === null) this.#end('stopped', this.#host.now());
    return new Blob(this.#parts, { type: 'application/x-ndjson' });
  }

  arrived(frame: Frame, sink: Sink): Sink {
    if (!this.#goesOn(frame.receivedAt)) return sink;
    const { receivedAt: at, link, event, body } = frame;
    const clean = this.#clean(event);
    const isChanged = clean !== event;
    const line = { at, what: 'in', ...(link !== '' && { link }), ...(clean !== '' && { event: clean }) };
    if (typeof body === 'string') this.#frame({ ...line, text: this.#cleanFrame(body, isChanged) });
    else if (body instanceof Uint8Array) this.#binary(line, body, isChanged);
    else this.#parsed(line, body, isChanged);
    return sink;
  }

  decoded(): void {
    // How it was read is seen again when it is replayed.
  }

  sent(link: string, frames: readonly OutFrame[], outcome: SendOutcome): void {
    const at = this.#host.now();
    if (outcome !== 'sent' || !this.#goesOn(at)) return;
    for (const { event, body } of frames) {
      const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
      const clean = event === undefined ? undefined : this.#clean(event);
      this.#frame({
        at,
        what: 'out',
        ...(link !== '' && { link }),
        ...(clean !== undefined && { event: clean }),
        text: this.#cleanFrame(text, clean !== event),
      });
    }
  }

  requested(plan: Extract<CommandPlan, { kind: 'http' }>): void {
    const at = this.#host.now();
    if (this.#goesOn(at)) this.#frame({ at, what: 'out', text: this.#cleanFrame(previewOf(plan)) });
  }

  opened(link: string): void {
    this.#mark('opened', link, this.#host.now());
  }

  ended(link: string, reason: string): void {
    this.#mark('ended', link, this.#host.now(), reason);
  }

  broken(link: string, at: number): void {
    this.#mark('broken', link, at);
  }

  #mark(what: string, link: string, at: number, reason = ''): void {
    if (!this.#goesOn(this.#host.now())) return;
    this.#write(
      JSON.stringify({
        at,
        what,
        ...(link !== '' && { link }),
        ...(reason !== '' && { text: this.#clean(reason) }),
      }),
    );
  }

  #clean(text: string): string {
    return redactedFrame(text, this.#host.secrets());
  }

  /** @param isChanged something was left out of its event already */
  #cleanFrame(text: string, isChanged = false): string {
    const clean = this.#clean(text);
    if (isChanged || clean !== text) this.#changed += 1;
    return clean;
  }

  #binary(line: Line, body: Uint8Array, isChanged: boolean): void {
    try {
      this.#frame({ ...line, text: this.#cleanFrame(decoder.decode(body), isChanged) });
    } catch {
      const text = new TextDecoder().decode(body);
      if (this.#clean(text) !== text) {
        this.#leftOut += 1;
        return;
      }
      if (isChanged) this.#changed += 1;
      let binary = '';
      for (const byte of body) binary += String.fromCharCode(byte);
      this.#frame({ ...line, base64: btoa(binary) });
    }
  }

  /** What the transport has parsed already is written as it is parsed again. */
  #parsed(line: Line, body: unknown, isChanged: boolean): void {
    try {
      const json = this.#cleanFrame(JSON.stringify(body) ?? 'null', isChanged);
      JSON.parse(json);
      this.#frames += 1;
      this.#write(`${JSON.stringify(line).slice(0, -1)},"json":${json}}`);
    } catch {
      this.#leftOut += 1;
    }
  }

  #frame(line: Line): void {
    this.#frames += 1;
    this.#write(JSON.stringify(line));
  }

  #write(line: string): void {
    this.#gathered += `${line}\n`;
    this.#bytes += line.length + 1;
    if (this.#gathered.length >= GATHERED) this.#flush();
    if (this.#bytes >= this.#limits.maxBytes) this.#end('size', this.#host.now());
  }

  #flush(): void {
    const part = encoder.encode(this.#gathered);
    // What was counted by characters is corrected by bytes.
    this.#bytes += part.length - this.#gathered.length;
    this.#parts.push(part);
    this.#gathered = '';
  }

  #goesOn(at: number): boolean {
    this.#checkTime(at);
    return this.#endedAt === null;
  }

  #checkTime(at: number): void {
    const latest = this.#startedAt + this.#limits.maxMs;
    if (this.#endedAt === null && at >= latest) this.#end('time', latest);
  }

  #end(why: RecordingState['why'], at: number): void {
    if (this.#endedAt !== null) return;
    this.#endedAt = at;
    this.#why = why;
    const { leftOut, changed, frames } = this.state;
    this.#gathered += `${JSON.stringify({ at, what: 'end', why, frames, leftOut, changed })}\n`;
    this.#flush();
    this.#host.over();
  }
}

function headerOf(
  settings: ConnectionSettings,
  startedAt: number,
  known: readonly string[],
): RecordingHeader {
  const { protocol, transport, id, name, url, options } = settings;
  return {
    kind: KIND,
    version: VERSION,
    protocol,
    transport,
    connection: id,
    name,
    url: address(url),
    startedAt,
    options: recordedOptions(options, known),
  };
}
