import type { ConnectionId } from '../../model/identity.ts';
import type { ConnectionSettings, EngineLimits } from '../../model/settings.ts';
import type { EngineConnection } from '../connection/engine-connection.ts';
import type { NewsDesk } from '../news.ts';
import type { SeriesStore } from '../series/store.ts';

/** What the tools need of the engine. */
export interface ToolsHost {
  readonly limits: EngineLimits;
  readonly store: SeriesStore;
  readonly news: NewsDesk;
  /** The signed-in person's, null without one. */
  accessToken(): string | null;
  connection(id: ConnectionId): EngineConnection | undefined;
  /** What a connection was made with; undefined for one that was admitted. */
  settings(id: ConnectionId): ConnectionSettings | undefined;
  /** Connects what is configured like this, in the place of a connection of the same id. */
  connect(settings: ConnectionSettings): void;
  /** Takes in a connection that was made elsewhere, in the place of one of the same id. */
  admit(connection: EngineConnection): void;
  /** Ends a connection and forgets what is in memory of it. */
  disconnect(id: ConnectionId): void;
  /** Deletes what the browser keeps of a connection. */
  forget(id: ConnectionId): Promise<void>;
  /** A figure of a connection has changed. */
  changed(): void;
}
