import type { ConnectionTest, TypedCredentials } from './connection-test.ts';
import type { ConnectionId } from './identity.ts';
import type { Inspection } from './inspection.ts';
import type { RecordedConnection, RecordingLimits, RecordingState, ReplayStart } from './recording.ts';
import type { ConnectionSettings } from './settings.ts';

/** What can be done to connections themselves, beside reading from them. Its code is fetched when somebody asks for it. */
export interface ConnectionTools {
  /**
   * What has passed on a connection since frame `after` (0: all that is kept). The first call begins the inspection; it ends by itself when
   * nobody has asked for some seconds, so that it costs nothing when nobody looks; the next call begins another, told by its `since`, which
   * counts anew. null: there is no such connection.
   */
  inspect(connection: ConnectionId, after: number): Promise<Inspection | null>;
  /** Ends an inspection now and forgets what it kept. */
  stopInspecting(connection: ConnectionId): Promise<void>;
  /** Connects what was not configured at the start, in the place of a connection of the same id. */
  connect(settings: ConnectionSettings): Promise<void>;
  /**
   * Ends a connection and forgets what is in memory of it.
   * @param forget whether what the browser keeps of its readings is deleted as well
   */
  disconnect(connection: ConnectionId, forget: boolean): Promise<void>;
  /**
   * Tries a connection step by step, beside those that run and without touching them.
   * @param typed what the person typed for credentials of kind `ask`
   * @returns a name to ask by; the test ends by itself, too, when nobody does
   */
  startTest(settings: ConnectionSettings, typed: TypedCredentials | null): Promise<string>;
  /** How far a test has come; null where it is not any more. */
  lookAtTest(test: string): Promise<ConnectionTest | null>;
  endTest(test: string): Promise<void>;
  /** Writes down what passes on a connection from now on, without secrets, until it is ended or a bound is reached. False: no such connection. */
  startRecording(connection: ConnectionId, limits: RecordingLimits): Promise<boolean>;
  /** Recordings that go on or wait to be saved, one a connection at most. */
  recordings(): Promise<readonly RecordingState[]>;
  /** Ends a recording and gives its file; null where there is none. The engine forgets it. */
  finishRecording(connection: ConnectionId): Promise<Blob | null>;
  /** What a recording's file says of itself. */
  lookAtRecording(file: Blob): Promise<RecordedConnection>;
  /**
   * Plays a recording as a connection of its own, at the times it was recorded.
   * @param name of that connection
   * @param options of the recorded connection, as the protocol's shape has checked them
   * @param speed how many times as fast as it was; infinity: as fast as this machine can
   */
  startReplay(
    file: Blob,
    name: string,
    options: Readonly<Record<string, unknown>>,
    speed: number,
  ): Promise<ReplayStart>;
  /** @param speed as in {@link ConnectionTools.startReplay}; 0 stands still */
  setReplaySpeed(connection: ConnectionId, speed: number): Promise<void>;
  /** Ends a replay and forgets what it brought. */
  endReplay(connection: ConnectionId): Promise<void>;
}
