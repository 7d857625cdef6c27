import type { ConnectionSettings } from '../../model/settings.ts';
import type { Closing, ProtocolSession } from '../protocols/protocol.ts';
import type { Frame, LinkEnd, LinkRequest, Transport } from '../transports/transport.ts';
import { addressProblem, isMixed, MIXED, SPEAK_TLS } from '../transports/usable.ts';
import type { Authentication, AuthenticationHost } from './authentication.ts';
import { backoffDelay, CEILING_MS } from './backoff.ts';
import { SESSION_ENDED } from './credentials.ts';
import type { Intake } from './intake.ts';
import type { Lane } from './lane.ts';
import { Outages } from './outages.ts';
import { type Gap, Silence } from './silence.ts';
import { decode, type Tap, watched } from './tap.ts';

/** A link that stayed open this long has proven itself: the failures before it are forgotten. */
const PROVEN_MS = 2_000;
/** An expected end is resumed without a word, but only for so long. */
const RESUME_GRACE_MS = 3_000;
/** No renewed token after this long: try with what there is. */
const RENEWAL_PATIENCE_MS = 30_000;
/** With fresh tokens refused this often in a row, the back end means it. */
const RENEWALS_BEFORE_DENIED = 2;
const ASK = 'Ask for access, or sign in again.';
/**
 * What was denied is tried again so seldom, give or take a fifth: a gateway may have denied it while it was being set up anew, and nobody is at a
 * wall to ask.
 */
const DENIED_MS = 600_000;

/** What the supervision of a connection's links needs of the engine around it. */
export interface ConnectionHost extends AuthenticationHost {
  /** Asks the page to renew the session's token now. */
  renewToken(): void;
  /** A figure or state of the connection has changed. */
  changed(): void;
  /** Whether an order of the connection is open, or a pulse under way. */
  isOrdering(): boolean;
  /** The link of these devices has broken: their open commands end. */
  linkClosed(hasDevice: (device: string) => boolean): void;
}

/** Takes each lane of a connection through its attempts: credentials, opening, back-off, liveness, and what a break means. */
export class Supervisor {
  /** Whoever looks on; null nearly always. */
  tap: Tap | null = null;
  frames = 0;
  lastFrameAt: number | null = null;
  readonly #outages = new Outages();
  readonly #settings: ConnectionSettings;
  readonly #authentication: Authentication;
  readonly #session: ProtocolSession;
  readonly #transport: Transport;
  readonly #intake: Intake;
  readonly #host: ConnectionHost;
  readonly #overtaken: (lane: Lane) => void;
  readonly #silence: Silence;

  /** @param overtaken is told of a link that has opened with a token which was renewed while it did */
  constructor(
    settings: ConnectionSettings,
    authentication: Authentication,
    session: ProtocolSession,
    transport: Transport,
    intake: Intake,
    host: ConnectionHost,
    overtaken: (lane: Lane) => void,
  ) {
    this.#settings = settings;
    this.#authentication = authentication;
    this.#session = session;
    this.#transport = transport;
    this.#intake = intake;
    this.#host = host;
    this.#overtaken = overtaken;
    this.#silence = new Silence(settings.silenceLimitMs, session, {
      resume: (lane) => this.resume(lane),
      openAnew: (lane) => this.#openAnew(lane),
      end: (lane, closing) => this.end(lane, closing),
      missed: (lane, gap) => this.#missed(lane, gap),
    });
  }

  /** Outages that are over. */
  get reconnects(): number {
    return this.#outages.count;
  }

  /** @param isStillDenied it is shown as denied until it is not */
  async attempt(lane: Lane, isStillDenied = false): Promise<void> {
    this.#drop(lane);
    const attempt = lane.attempt;
    if (isStillDenied) lane.retryAt = null;
    else if (lane.state !== 'resuming') lane.enter('opening', lane.reason, Date.now());
    this.#host.changed();
    lane.token = this.#host.accessToken();
    const resolution = await this.#authentication.resolve();
    if (attempt !== lane.attempt) return;
    switch (resolution.kind) {
      case 'ready':
        this.#authentication.use(resolution.credentials, lane);
        try {
          this.#open(lane);
        } catch {
          // One connection's fault must not become the engine's.
          this.end(lane, {
            next: 'fault',
            reason: 'The link could not be opened. Check its part of the configuration.',
          });
        }
        return;
      case 'waiting':
        this.#broken(lane, Date.now(), 'asking', resolution.reason);
        return;
      case 'refused':
        if (resolution.what === 'session')
          this.end(lane, { next: 'renew-token', reason: resolution.reason }, true);
        else this.end(lane, { next: 'denied', reason: `${resolution.reason} ${ASK}` });
        return;
      case 'failed':
        this.end(lane, { next: 'retry', reason: resolution.reason });
    }
  }

  #open(lane: Lane): void {
    const request = this.#session
      .requests(this.#authentication.credentials)
      .find((one) => one.name === lane.name);
    const problem = request
      ? addressProblem(request.url)
      : 'The protocol asks for no such link any more. Load the page again.';
    if (!request || problem) {
      this.end(lane, { next: 'denied', reason: problem });
      return;
    }
    const attempt = lane.attempt;
    lane.askedAt = Date.now();
    lane.isProbing = false;
    const isCurrent = () => attempt === lane.attempt;
    const link = this.#transport.open(request, {
      opened: () => {
        if (isCurrent()) this.#opened(lane);
      },
      frame: (frame) => {
        if (isCurrent()) this.#frame(lane, frame);
      },
      alive: () => {
        if (!isCurrent()) return;
        lane.lastSignAt = Date.now();
        lane.isProbing = false;
      },
      closed: (end) => {
        if (isCurrent()) this.#closed(lane, request, end);
      },
    });
    lane.link = watched(link, lane.name, () => this.tap);
  }

  #opened(lane: Lane): void {
    const now = Date.now();
    lane.openedAt = now;
    lane.lastSignAt = now;
    // The clock may have been set back meanwhile.
    lane.delay = { ms: Math.max(0, now - lane.askedAt), to: 'opening', at: now };
    lane.isOnTrial = lane.state === 'denied';
    if (lane.isOnTrial) lane.timer = setTimeout(() => this.#proven(lane), PROVEN_MS);
    else this.#up(lane);
    this.#intake.lane = lane;
    this.tap?.opened(lane.name);
    const frames = this.#session.opened(lane.name);
    if (frames.length > 0 && lane.link?.send(frames) !== 'sent') {
      // Nobody would notice that nothing was asked for: the link would stay open and silent.
      this.end(lane, { next: 'retry', reason: 'The link opened but took nothing; connecting anew.' });
      return;
    }
    this.#host.changed();
    if (!lane.isOnTrial && this.#authentication.isOvertaken(lane)) this.#overtaken(lane);
  }

  #up(lane: Lane): void {
    this.#outages.opened(lane);
    lane.everOpen = true;
    lane.enter('open', '', Date.now());
  }

  /** A link that was denied before is let in. */
  #proven(lane: Lane): void {
    clearTimeout(lane.timer);
    lane.isOnTrial = false;
    this.#up(lane);
    this.#host.changed();
    if (this.#authentication.isOvertaken(lane)) this.#overtaken(lane);
  }

  #frame(lane: Lane, frame: Frame): void {
    this.frames += 1;
    this.lastFrameAt = frame.receivedAt;
    lane.lastSignAt = frame.receivedAt;
    if (lane.isProbing) {
      // Nothing had come for long before the probe, so that what comes now is its answer.
      lane.isProbing = false;
      const at = frame.receivedAt;
      lane.delay = { ms: Math.max(0, at - lane.probedAt), to: 'probe', at };
    }
    this.#intake.lane = lane;
    const { readings } = this.#intake;
    decode(this.#session, frame, this.#intake, this.tap);
    // The frame itself may have been the denial.
    if (lane.isOnTrial && this.#intake.readings > readings) this.#proven(lane);
  }

  #closed(lane: Lane, { url }: LinkRequest, end: LinkEnd): void {
    lane.link = null;
    let closing = this.#session.closed(lane.name, end);
    // Not once it has opened: then the browser allows it.
    if (closing.next === 'retry' && !lane.everOpen && isMixed(url, globalThis.location?.protocol ?? ''))
      closing = { ...closing, reason: `${closing.reason} ${MIXED} ${SPEAK_TLS}` };
    this.end(lane, closing);
  }

  /** Forgets the failures before a link that is open and has proven itself, whoever ends it. Returns whether it has. */
  #forgive(lane: Lane): boolean {
    const hasLasted = lane.state === 'open' && Date.now() - lane.openedAt > PROVEN_MS;
    if (hasLasted) {
      lane.failures = 0;
      lane.renewals = 0;
    }
    return hasLasted;
  }

  /** Gives up whatever is under way. What was reported on a link that never proved itself is not believed: nothing else would say that it is gone. */
  #drop(lane: Lane): void {
    const { isOnTrial } = lane;
    lane.drop();
    if (isOnTrial) this.#breakOff(lane, Date.now());
  }

  #breakOff(lane: Lane, at: number): void {
    this.#intake.broken(lane, at);
    this.tap?.broken(lane.name, at);
  }

  /** Opens a link anew without a word. What its devices reported may have changed unseen, and nobody tells it again: no report is believed. */
  resume(lane: Lane): void {
    this.#intake.doubt(lane.devices, Date.now());
    this.#openAnew(lane);
  }

  #openAnew(lane: Lane): void {
    if (!this.#forgive(lane)) lane.failures += 1;
    lane.drop();
    lane.enter('resuming', '', Date.now());
    void this.attempt(lane);
  }

  /** @param bySession what was refused is the session's token, whatever the connection lives by */
  end(lane: Lane, closing: Closing, bySession = this.#settings.credentials.kind === 'oidc'): void {
    // Now: the next attempt has other credentials.
    const reason = this.#authentication.redact(closing.reason);
    this.tap?.ended(lane.name, reason);
    const hasLasted = this.#forgive(lane);
    let { next } = closing;
    if (next === 'resume') {
      // A server that ends every stream at once must not be asked again without pause; and what is denied does not go on without a word.
      if (lane.state === 'open' && lane.failures === 0) {
        this.resume(lane);
        return;
      }
      next = 'retry';
    }
    this.#drop(lane);
    const brokeAt = lane.state === 'resuming' ? lane.since : Date.now();
    const isRefusal = next === 'denied' || next === 'renew-token';
    if (isRefusal && this.#authentication.needsSignIn) {
      // The token has died: no renewal is coming, and the devices are not what is wrong.
      this.#broken(lane, brokeAt, 'asking', SESSION_ENDED);
      return;
    }
    // What was refused is a token that has been renewed meanwhile: nothing is known of the new one.
    switch (isRefusal && this.#authentication.isOvertaken(lane) ? 'retry' : next) {
      case 'retry':
        this.#broken(lane, brokeAt, 'waiting', reason);
        this.#wait(lane, backoffDelay(lane.failures++));
        break;
      case 'fault':
        this.#broken(lane, brokeAt, 'waiting', reason);
        lane.failures += 1;
        this.#wait(lane, CEILING_MS);
        break;
      case 'denied':
        this.#denied(lane, brokeAt, reason);
        break;
      case 'renew-token':
        this.#renew(lane, brokeAt, reason, bySession, hasLasted);
    }
  }

  #renew(lane: Lane, brokeAt: number, reason: string, bySession: boolean, hasLasted: boolean): void {
    const { credentials } = this.#settings;
    if (credentials.kind === 'ask') {
      const now = Date.now();
      // What was typed had let it in: a far end that is being set up anew refuses it for a while.
      if (hasLasted && now - lane.triedAgainAt > DENIED_MS) {
        lane.triedAgainAt = now;
        this.#broken(lane, brokeAt, 'waiting', reason);
        this.#wait(lane, backoffDelay(lane.failures++));
        return;
      }
      this.#authentication.typed = null;
      this.#broken(
        lane,
        brokeAt,
        'asking',
        `${reason} Type ${credentials.what === 'token' ? 'the token' : 'the user name and password'} again.`,
      );
      return;
    }
    if (!this.#authentication.livesByToken || lane.renewals >= RENEWALS_BEFORE_DENIED) {
      const advice = this.#authentication.livesByToken ? ASK : 'Check its credentials in the configuration.';
      this.#denied(lane, brokeAt, `${reason} ${advice}`);
      return;
    }
    lane.renewals += 1;
    this.#broken(lane, brokeAt, 'renewing', reason);
    this.#wait(lane, bySession ? RENEWAL_PATIENCE_MS : backoffDelay(lane.failures++));
    if (bySession) this.#host.renewToken();
  }

  #denied(lane: Lane, brokeAt: number, reason: string): void {
    this.#broken(lane, brokeAt, 'denied', reason);
    this.#wait(lane, DENIED_MS * (0.8 + Math.random() * 0.4));
  }

  /** The lane is down for the operator to see: gap, stale reports, open commands ended. */
  #broken(
    lane: Lane,
    at: number,
    state: 'opening' | 'waiting' | 'renewing' | 'denied' | 'asking',
    reason: string,
  ): void {
    const wasUp = lane.isUp;
    lane.enter(state, reason, Date.now());
    if (wasUp) {
      this.#outages.broke(lane);
      this.#breakOff(lane, at);
      this.#host.linkClosed((device) => lane.serves(device));
    }
    this.#host.changed();
  }

  /** The far end may have been gone since it was heard last: lines that would have gone on are broken off there, and no report is believed. */
  #missed(lane: Lane, { lines, states, since }: Gap): void {
    // For their alarms they are stale, which is another thing than a link that is known to be down.
    for (const series of lines) series.breakOff(since);
    this.#intake.broken({ series: states, devices: lane.devices }, since);
    if (lines.size + states.size > 0) this.tap?.broken(lane.name, since);
  }

  #wait(lane: Lane, ms: number): void {
    lane.retryAt = Date.now() + ms;
    lane.timer = setTimeout(() => void this.attempt(lane, lane.state === 'denied'), ms);
  }

  /** Once a second: an expected end that lasts too long is a break, and silence is looked into. */
  tick(lane: Lane, now: number): void {
    if (lane.state === 'resuming' && now - lane.since > RESUME_GRACE_MS) {
      this.#broken(lane, lane.since, 'opening', 'The stream ended and has not opened again yet; trying.');
    }
    if (lane.state !== 'open') return;
    lane.listen();
    this.#silence.look(lane, now);
  }

  /** See {@link Silence.reopen}. */
  reopen(lane: Lane): void {
    this.#silence.reopen(lane);
  }
}
