import type { ConnectionId } from '../../model/identity.ts';
import type { RecordedConnection, ReplayStart } from '../../model/recording.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Intake } from '../connection/intake.ts';
import { fetchProtocols, findProtocol } from '../protocols/index.ts';
import type { CheckedOptions, Protocol } from '../protocols/protocol.ts';
import { UNFETCHED } from '../protocols/stand-in.ts';
import { Recording } from '../replay/recording.ts';
import { Replay } from '../replay/replay.ts';
import type { ToolsHost } from './tools-host.ts';

/** A larger file would not fit into the memory of a small machine. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;
/** The first line of a recording is no longer. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** A file may say anything of itself; so much of a name is shown. */
const MAX_NAME = 100;

/** That of a recording; or why there is none, in words. */
async function protocolOf(id: string): Promise<Protocol | string> {
  await fetchProtocols([id]);
  const protocol = findProtocol(id);
  if (protocol === undefined)
    return `This page knows no protocol "${id}", which it was recorded with. Update this page, or open it where it was recorded.`;
  return protocol ?? `${UNFETCHED} Try again.`;
}

/** Recordings that are being played. */
export class Replays {
  readonly #host: ToolsHost;
  readonly #replays = new Map<ConnectionId, Replay>();
  #next = 1;

  constructor(host: ToolsHost) {
    this.#host = host;
  }

  async look(file: Blob): Promise<RecordedConnection> {
    const header = Recording.headerOf(await file.slice(0, MAX_HEADER_BYTES).text());
    if (typeof header === 'string') return { problem: header };
    const protocol = await protocolOf(header.protocol);
    if (typeof protocol === 'string') return { problem: protocol };
    return { name: header.name.slice(0, MAX_NAME), protocol: header.protocol, options: header.options };
  }

  async start(file: Blob, name: string, options: CheckedOptions, speed: number): Promise<ReplayStart> {
    if (file.size > MAX_FILE_BYTES) {
      return { problem: 'This file is larger than 128 MB. Record again with a smaller bound.' };
    }
    const recording = Recording.of(await file.text());
    if (typeof recording === 'string') return { problem: recording };
    const { header } = recording;
    const protocol = await protocolOf(header.protocol);
    if (typeof protocol === 'string') return { problem: protocol };
    const settings = this.#settingsOf(recording, name, options);
    const { limits, store, news, connections } = this.#host;
    const intake = new Intake(settings, limits, store, news, { reported: () => false, rejected() {} });
    const replay = new Replay(settings, protocol, recording, intake, speed, () => connections.changed());
    this.#replays.set(settings.id, replay);
    connections.admit(replay);
    return { connection: settings.id };
  }

  setSpeed(id: ConnectionId, speed: number): void {
    this.#replays.get(id)?.setSpeed(speed);
  }

  end(id: ConnectionId): void {
    if (this.#replays.delete(id)) this.#host.connections.disconnect(id);
  }

  #settingsOf({ header }: Recording, name: string, options: CheckedOptions): ConnectionSettings {
    return {
      // With a letter that no connection's id may have: whatever is added meanwhile takes no recording's place.
      id: `recording~${this.#next++}`,
      name,
      protocol: header.protocol,
      transport: 'replay',
      url: header.url,
      credentials: { kind: 'none' },
      staleAfterMs: Number.NEGATIVE_INFINITY,
      silenceLimitMs: Number.POSITIVE_INFINITY,
      commandRole: 'admin',
      history: false,
      options,
    };
  }
}
