import type { ActuatorDomain, ReportedState } from '../../model/catalogue.ts';
import type { Role } from '../../model/command.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import type { HttpAnswer } from '../commands/command-link.ts';
import { UNKNOWN_TARGET } from '../commands/outcome-words.ts';
import { previewOf } from '../protocols/preview.ts';
import type { CommandPlan, CommandRequest, Protocol, ProtocolSession } from '../protocols/protocol.ts';
import {
  BACKLOG_GRACE_MS,
  type OutFrame,
  type SendOutcome,
  type Transport,
} from '../transports/transport.ts';
import { Authentication } from './authentication.ts';
import type { EngineConnection } from './engine-connection.ts';
import { requestPlan } from './http-command.ts';
import type { Intake } from './intake.ts';
import { Lane } from './lane.ts';
import { Rates } from './rates.ts';
import { Reopening } from './reopening.ts';
import { address, asked, linkFacts, summary } from './summary.ts';
import { type ConnectionHost, Supervisor } from './supervisor.ts';
import type { Tap } from './tap.ts';
import { TokenRenewal } from './token-renewal.ts';

/** How often is looked whether what waits on a link has left. */
const CLEARING_MS = 4;

/**
 * Supervises one configured link to one back end: credentials, attempts with back-off, liveness, gaps. What happens between
 * frames is decided here; what frames mean is the protocol's business, how they travel the transport's.
 */
export class Connection implements EngineConnection {
  readonly id: string;
  readonly commandRole: Role;
  readonly #settings: ConnectionSettings;
  readonly #host: ConnectionHost;
  readonly #intake: Intake;
  readonly #authentication: Authentication;
  readonly #session: ProtocolSession;
  readonly #supervisor: Supervisor;
  readonly #lanes: readonly Lane[];
  readonly #rates = new Rates();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #tokens: TokenRenewal;
  readonly #reopening: Reopening;
  /** The person's role has changed since the links were told who they are opened for. */
  #isOtherRole = false;

  /** @throws ZodError when the options do not fit the protocol's schema. */
  constructor(
    settings: ConnectionSettings,
    protocol: Protocol,
    transport: Transport,
    intake: Intake,
    host: ConnectionHost,
  ) {
    this.id = settings.id;
    this.commandRole = settings.commandRole;
    this.#settings = settings;
    this.#intake = intake;
    this.#host = host;
    this.#authentication = new Authentication(settings.credentials, host);
    intake.clean = (text) => this.#authentication.redact(text);
    this.#session = protocol.start(settings.options, {
      url: settings.url,
      sink: intake,
      now: () => Date.now(),
      heardOf: () => intake.devices.heardOf(),
      schedule: (ms, work) => this.#schedule(ms, work),
      send: (name, frames) => this.#lane(name)?.link?.send(frames) === 'sent',
      close: (name, closing) => {
        const lane = this.#lane(name);
        if (lane) this.#supervisor.end(lane, closing);
      },
      note: (name, text) => {
        const lane = this.#lane(name);
        if (lane?.state !== 'open') return;
        lane.reason = text;
        host.changed();
      },
    });
    this.#supervisor = new Supervisor(
      settings,
      this.#authentication,
      this.#session,
      transport,
      intake,
      host,
      (lane) => void this.#tell([lane], false),
    );
    this.#tokens = new TokenRenewal(settings.credentials.kind, host, () => this.#authentication.renew());
    this.#reopening = new Reopening({
      isOrdering: () => host.isOrdering(),
      reopen: (lane) => this.#supervisor.resume(lane),
    });
    const requests = this.#session.requests({ kind: 'none' });
    this.#lanes = requests.map(({ name }) => new Lane(name, requests.length === 1));
  }

  start(): void {
    for (const lane of this.#lanes) void this.#supervisor.attempt(lane);
  }

  stop(): void {
    for (const lane of this.#lanes) {
      lane.drop();
      lane.enter('idle', 'Stopped.', Date.now());
    }
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#host.changed();
  }

  /** A person asks to try now, or the network came back. Links that are up are left alone. */
  retry(): void {
    for (const lane of this.#lanes) {
      if (lane.isUp || lane.state === 'opening') continue;
      lane.renewals = 0;
      void this.#supervisor.attempt(lane);
    }
  }

  /** The network is said to be back: what waits for its back-off need not. */
  networkBack(): void {
    for (const lane of this.#lanes) if (lane.state === 'waiting') void this.#supervisor.attempt(lane);
  }

  supplyCredentials(username: string, password: string): void {
    this.#authentication.typed = { username, password };
    for (const lane of this.#lanes) if (!lane.isUp) void this.#supervisor.attempt(lane);
  }

  /**
   * The session has a new token, or none any more. Open links are told as the protocol wants it.
   * @param isOtherRole the person has another role since: a link that cannot be told of the token is then opened anew, for the back end would go on
   * judging orders on it by the old one
   */
  async tokenChanged(isOtherRole = false): Promise<void> {
    this.#tokens.changed();
    this.#isOtherRole ||= isOtherRole;
    if (!this.#authentication.livesByToken) return;
    if (this.#host.accessToken() === null) {
      // Open links go on as long as their back ends let them; the others wait for a sign-in and say so.
      if (!this.#authentication.needsSignIn) return;
      for (const lane of this.#lanes) if (!lane.isUp) void this.#supervisor.attempt(lane);
      return;
    }
    const open = this.#lanes.filter((lane) => lane.state === 'open');
    for (const lane of this.#lanes) {
      const isOnItsWay = lane.state === 'opening' || lane.state === 'resuming';
      if (this.#isOtherRole && isOnItsWay) void this.#supervisor.attempt(lane);
      if (lane.isUp || isOnItsWay) continue;
      if (lane.state === 'denied') lane.renewals = 0;
      if (lane.state !== 'waiting') void this.#supervisor.attempt(lane);
    }
    const mustReopen = this.#isOtherRole;
    this.#isOtherRole = false;
    if (open.length > 0) await this.#tell(open, mustReopen);
  }

  /** Once a second: rates and liveness. */
  tick(now: number): void {
    this.#intake.tick(now);
    this.#rates.tick(this.#supervisor.frames, this.#intake.readings, now);
    for (const lane of this.#lanes) this.#supervisor.tick(lane, now);
    this.#reopening.look();
    this.#host.changed();
  }

  /** Whether all its links are open: only then can what it brought last be taken for the present. */
  get isOnline(): boolean {
    return summary(this.#lanes).status === 'online';
  }

  /** Running counts since the start; readings and frames that are lost together. */
  get counts(): { readonly frames: number; readonly readings: number; readonly lost: number } {
    const { readings, dropped, unreadableCount } = this.#intake;
    return { frames: this.#supervisor.frames, readings, lost: dropped + unreadableCount };
  }

  /** Who looks on at its links; null nearly always. */
  get tap(): Tap | null {
    return this.#supervisor.tap;
  }

  set tap(tap: Tap | null) {
    this.#supervisor.tap = tap;
  }

  /** What must never be shown of what passes on its links. */
  get secrets(): readonly string[] {
    return this.#authentication.secrets;
  }

  snapshot(): ConnectionSnapshot {
    const { status, reason, since, retryAt } = summary(this.#lanes);
    const link = linkFacts(this.#lanes, this.#settings.silenceLimitMs);
    return {
      id: this.id,
      name: this.#settings.name,
      protocol: this.#settings.protocol,
      transport: this.#settings.transport,
      address: address(this.#settings.url),
      status,
      reason: this.#authentication.redact(reason),
      since,
      retryAt,
      framesPerSecond: this.#rates.framesPerSecond,
      readingsPerSecond: this.#rates.readingsPerSecond,
      frames: this.#supervisor.frames,
      readings: this.#intake.readings,
      lastFrameAt: this.#supervisor.lastFrameAt,
      reconnects: this.#supervisor.reconnects,
      ...(link && { link }),
      unreadable: this.#intake.unreadableCount,
      unreadableWhy: this.#intake.unreadableWhy,
      skipped: this.#intake.skippedCount,
      dropped: this.#intake.dropped,
      ...this.#intake.notRaw,
      capabilities: this.#session.capabilities,
      commandRole: this.commandRole,
      asks: asked(this.#settings.credentials, this.#lanes),
    };
  }

  // What the commands ledger needs (CommandLink).

  /** null when an order may leave now; else why not, in words. */
  refusal(device: string, property: string): string | null {
    const { capabilities } = this.#session;
    if (!capabilities.commands) return capabilities.why ?? 'This back end takes no commands.';
    if (this.domainOf(device, property) === undefined) return UNKNOWN_TARGET;
    const lane = this.#laneOf(device);
    if (lane?.state !== 'open') {
      const { reason } = summary(this.#lanes);
      return `The link to ${this.#settings.name} is down${reason ? ` (${this.#authentication.redact(reason)})` : ''}. Nothing was sent; try again when it is online.`;
    }
    // A sign from the future was stamped before the clock was set back: it proves nothing now.
    const silence = Math.abs(Date.now() - lane.lastSignAt);
    if (silence > this.#settings.silenceLimitMs) {
      return `The link to ${this.#settings.name} has been silent for ${Math.round(silence / 1000)} s, so nobody knows whether an order would arrive. Nothing was sent. Where devices report more rarely by nature, raise silenceSeconds of this connection.`;
    }
    return null;
  }

  plan(request: CommandRequest): CommandPlan {
    return this.#session.plan(request, this.#authentication.credentials);
  }

  preview(plan: Exclude<CommandPlan, { kind: 'refused' }>): string {
    return this.#authentication.redact(previewOf(plan));
  }

  send(device: string, frames: readonly OutFrame[], mayWait = false): SendOutcome {
    const lane = this.#laneOf(device);
    const link = lane?.link;
    // Its link may be open while it still has to show that it is let in.
    if (!link || lane.state !== 'open') return 'not-open';
    return link.isWaiting && !mayWait ? 'backlog' : link.send(frames);
  }

  async clear(device: string): Promise<void> {
    const until = Date.now() + BACKLOG_GRACE_MS;
    while (this.#laneOf(device)?.link?.isWaiting && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, CLEARING_MS));
  }

  /** Runs a planned HTTP request; a 401 is answered by one renewal and one more try where the plan allows it. */
  request(
    plan: Extract<CommandPlan, { kind: 'http' }>,
    signal: AbortSignal,
    deadline: number,
    mayStill: () => string | null,
  ): Promise<HttpAnswer> {
    this.#supervisor.tap?.requested(plan);
    return requestPlan(plan, signal, deadline, () => this.#tokens.next(signal), mayStill);
  }

  /** A command timed out: a link that has said nothing since is torn down before anything else is sent on it. */
  suspect(device: string, wasDue: boolean): void {
    const lane = this.#laneOf(device);
    if (lane?.state !== 'open') return;
    // Where nothing had to come, its silence may be its nature: it is opened anew without a word, like any silent link that cannot be asked.
    if (!wasDue) this.#supervisor.reopen(lane);
    else {
      this.#supervisor.end(lane, {
        next: 'retry',
        reason: 'A command got no answer and the link was silent; connecting anew.',
      });
    }
  }

  /** When the link that serves a device last gave a sign of life, epoch ms; 0 for never. */
  lastSignAt(device: string): number {
    return this.#laneOf(device)?.lastSignAt ?? 0;
  }

  /** Whether the back end itself has said that a property takes commands. */
  hasAnnounced(device: string, property: string): boolean {
    return this.#intake.domainOf(device, property) !== undefined;
  }

  domainOf(device: string, property: string): ActuatorDomain | undefined {
    return this.#intake.domainOf(device, property) ?? this.#session.takes?.(device, property);
  }

  lastReport(device: string, property: string): ReportedState | undefined {
    return this.#intake.lastReport(device, property);
  }

  /**
   * Open links are told of the session's newest token as the protocol wants it.
   * @param mustReopen a link that cannot be told is opened anew
   */
  async #tell(lanes: readonly Lane[], mustReopen: boolean): Promise<void> {
    const token = this.#host.accessToken();
    const resolution = await this.#authentication.renew();
    const stillOpen = lanes.filter((lane) => lane.state === 'open');
    if (resolution.kind !== 'ready') {
      if (mustReopen) this.#reopening.add(stillOpen);
      return;
    }
    const wanted = this.#session.credentialsChanged?.(resolution.credentials) ?? 'reconnect';
    if (wanted === 'reconnect' || (wanted === 'keep' && mustReopen)) {
      this.#reopening.add(stillOpen);
      return;
    }
    for (const lane of stillOpen) {
      lane.token = token;
      if (wanted !== 'keep' && wanted.length > 0) this.#sendWhenClear(lane, wanted);
    }
  }

  /** For what must reach the far end but is no command (a refreshed token): tried again while the link stays open. */
  #sendWhenClear(lane: Lane, frames: readonly OutFrame[]): void {
    const attempt = lane.attempt;
    if (lane.link?.send(frames) !== 'backlog') return;
    this.#schedule(1000, () => {
      if (attempt === lane.attempt) this.#sendWhenClear(lane, frames);
    });
  }

  #schedule(ms: number, work: () => void): () => void {
    const { lane } = this.#intake;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#intake.lane = lane;
      work();
    }, ms);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  #lane(name: string): Lane | undefined {
    return this.#lanes.find((lane) => lane.name === name);
  }

  #laneOf(device: string): Lane | undefined {
    return this.#lanes.find((lane) => lane.serves(device));
  }
}
