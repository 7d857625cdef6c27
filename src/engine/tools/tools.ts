import type { ConnectionTest, TypedCredentials } from '../../model/connection-test.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { Inspection } from '../../model/inspection.ts';
import type {
  RecordedConnection,
  RecordingLimits,
  RecordingState,
  ReplayStart,
} from '../../model/recording.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import type { ConnectionTools } from '../../model/tools.ts';
import type { EngineConnection } from '../connection/engine-connection.ts';
import { Inspector } from '../inspection/inspector.ts';
import { FrameRecorder } from '../replay/recorder.ts';
import { Replays } from './replays.ts';
import { Taps } from './taps.ts';
import { Tests } from './tests.ts';
import type { ToolsHost } from './tools-host.ts';

/** Looks on at a connection, which may be replaced by another of the same name. */
interface On<Looker> {
  readonly connection: EngineConnection;
  readonly looker: Looker;
}

/** What can be done to connections themselves; see {@link ConnectionTools}. */
export class Tools implements ConnectionTools {
  readonly #host: ToolsHost;
  readonly #taps = new Taps();
  readonly #inspections = new Map<ConnectionId, On<Inspector>>();
  readonly #recordings = new Map<ConnectionId, FrameRecorder>();
  readonly #replays: Replays;
  readonly #tests: Tests;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#replays = new Replays(host);
    this.#tests = new Tests(host);
    host.connections.remade = (id) => this.#remade(id);
  }

  async inspect(id: ConnectionId, after: number): Promise<Inspection | null> {
    const connection = this.#host.connections.find(id);
    if (!connection) return null;
    const open = this.#inspections.get(id);
    if (open?.connection === connection) return open.looker.take(after);
    this.#endInspection(id);
    const inspector = new Inspector({
      now: () => Date.now(),
      secrets: () => connection.secrets,
      over: () => this.#endInspection(id),
    });
    this.#inspections.set(id, { connection, looker: inspector });
    this.#taps.add(connection, inspector);
    return inspector.take(0);
  }

  async stopInspecting(id: ConnectionId): Promise<void> {
    this.#endInspection(id);
  }

  async startRecording(id: ConnectionId, limits: RecordingLimits): Promise<boolean> {
    const connection = this.#host.connections.find(id);
    const settings = this.#host.connections.settingsOf(id);
    if (!connection || !settings) return false;
    this.#recordings.get(id)?.finish();
    const recorder = new FrameRecorder(settings, limits, {
      now: () => Date.now(),
      secrets: () => (this.#host.connections.find(id) ?? connection).secrets,
      over: () => this.#taps.remove(recorder),
    });
    this.#recordings.set(id, recorder);
    this.#taps.add(connection, recorder);
    return true;
  }

  async recordings(): Promise<readonly RecordingState[]> {
    return [...this.#recordings.values()].map((one) => one.state);
  }

  async finishRecording(id: ConnectionId): Promise<Blob | null> {
    const recorder = this.#recordings.get(id);
    this.#recordings.delete(id);
    return recorder?.finish() ?? null;
  }

  async connect(settings: ConnectionSettings): Promise<void> {
    this.#recordings.get(settings.id)?.connectionLeft();
    this.#host.connections.connect(settings);
  }

  async disconnect(id: ConnectionId, forget: boolean): Promise<void> {
    this.#recordings.get(id)?.connectionLeft();
    this.#host.connections.disconnect(id);
    if (forget) await this.#host.forget(id);
  }

  async startTest(settings: ConnectionSettings, typed: TypedCredentials | null): Promise<string> {
    return this.#tests.start(settings, typed);
  }

  async lookAtTest(test: string): Promise<ConnectionTest | null> {
    return this.#tests.look(test);
  }

  async endTest(test: string): Promise<void> {
    this.#tests.end(test);
  }

  lookAtRecording(file: Blob): Promise<RecordedConnection> {
    return this.#replays.look(file);
  }

  startReplay(
    file: Blob,
    name: string,
    options: Readonly<Record<string, unknown>>,
    speed: number,
  ): Promise<ReplayStart> {
    return this.#replays.start(file, name, options, speed);
  }

  async setReplaySpeed(id: ConnectionId, speed: number): Promise<void> {
    this.#replays.setSpeed(id, speed);
  }

  async endReplay(id: ConnectionId): Promise<void> {
    this.#replays.end(id);
  }

  /** What is written down goes on with the connection that it was made anew as. An inspection begins anew when somebody looks. */
  #remade(id: ConnectionId): void {
    const connection = this.#host.connections.find(id);
    const recorder = this.#recordings.get(id);
    if (recorder?.state.endedAt !== null) return;
    if (!connection) {
      recorder.connectionLeft();
      return;
    }
    this.#taps.remove(recorder);
    this.#taps.add(connection, recorder);
  }

  #endInspection(id: ConnectionId): void {
    const open = this.#inspections.get(id);
    if (!open) return;
    this.#inspections.delete(id);
    this.#taps.remove(open.looker);
  }
}
