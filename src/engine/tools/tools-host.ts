import type { ConnectionId } from '../../model/identity.ts';
import type { EngineLimits } from '../../model/settings.ts';
import type { Connections } from '../connection/connections.ts';
import type { NewsDesk } from '../news.ts';
import type { SeriesStore } from '../series/store.ts';

/** What the tools need of the engine. */
export interface ToolsHost {
  readonly limits: EngineLimits;
  readonly store: SeriesStore;
  readonly news: NewsDesk;
  readonly connections: Connections;
  /** The signed-in person's, null without one. */
  accessToken(): string | null;
  /** Deletes what the browser keeps of a connection. */
  forget(id: ConnectionId): Promise<void>;
}
