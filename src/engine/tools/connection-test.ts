import type { ConnectionTest, TestStep, TypedCredentials } from '../../model/connection-test.ts';
import type { InspectedFrame } from '../../model/inspection.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Connection } from '../connection/connection.ts';
import { Intake } from '../connection/intake.ts';
import { Inspector } from '../inspection/inspector.ts';
import { NewsDesk } from '../news.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { SeriesStore } from '../series/store.ts';
import type { Transport } from '../transports/transport.ts';
import { isMixed, MIXED, SPEAK_TLS } from '../transports/usable.ts';
import { LinkEnds } from './link-ends.ts';
import type { Reach } from './reachable.ts';
import { failed, ok, running, waiting } from './steps.ts';
import { Taps } from './taps.ts';

/** A test needs room for what comes within it, and none beside that. */
const LIMITS = { maxSeries: 500, maxDevices: 500, maxBytes: 4 * 1024 * 1024, maxSamplesPerSeries: 1_000 };
/** No frame for so long after opening: devices that speak seldom look like a wrong channel. */
const SILENCE_MS = 15_000;
/** Frames have come for so long, and no device has been found in any. */
const BARREN_MS = 4_000;
/** A link that has not opened by then will not. */
const OPENING_MS = 15_000;
/** A link that has ended so often does not just come and go. */
const PATIENCE = 2;
const SHOWN_DEVICES = 8;
const SHOWN_FRAMES = 3;

interface TestHost {
  /** Epoch ms. */
  now(): number;
  accessToken(): string | null;
  reach(url: string): Promise<Reach>;
  /** `https:` where the page was loaded so. */
  readonly pageProtocol: string;
}

/** What is known at one moment. */
interface Facts {
  readonly status: string;
  readonly reason: string;
  /** When it tries again; null where it does not wait for that. */
  readonly retryAt: number | null;
  /** When all links were open for the first time. */
  readonly openedAt: number | null;
  readonly frames: number;
  readonly firstFrameAt: number | null;
}

/** Tries one connection with memory of its own: what it brings goes nowhere. */
export class RunningTest {
  readonly #settings: ConnectionSettings;
  readonly #host: TestHost;
  readonly #connection: Connection;
  readonly #intake: Intake;
  readonly #news: NewsDesk;
  readonly #inspector: Inspector;
  readonly #ends = new LinkEnds();
  readonly #devices = new Set<string>();
  readonly #startedAt: number;
  #openedAt: number | null = null;
  #firstFrameAt: number | null = null;
  /** What is at the address; null while nobody knows. */
  #reach: Reach | null = null;
  #isAsking = false;
  #last: ConnectionTest | null = null;

  /** @throws ZodError when the options do not fit the protocol's schema */
  constructor(
    settings: ConnectionSettings,
    protocol: Protocol,
    transport: Transport,
    typed: TypedCredentials | null,
    host: TestHost,
  ) {
    this.#settings = settings;
    this.#host = host;
    this.#startedAt = host.now();
    const store = new SeriesStore(LIMITS);
    this.#news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, (news) => {
      for (const { device } of news.devices ?? []) this.#devices.add(device);
    });
    this.#intake = new Intake(settings, LIMITS, store, this.#news, { reported: () => false, rejected() {} });
    this.#connection = new Connection(settings, protocol, transport, this.#intake, {
      accessToken: () => host.accessToken(),
      hasEnded: () => false,
      // The page's session is not renewed for a trial.
      renewToken() {},
      changed: () => this.#notice(),
      isOrdering: () => false,
      linkClosed() {},
    });
    this.#inspector = new Inspector({
      now: () => host.now(),
      secrets: () => this.#connection.secrets,
      over() {},
    });
    const taps = new Taps();
    taps.add(this.#connection, this.#inspector);
    taps.add(this.#connection, this.#ends);
    if (typed) this.#connection.supplyCredentials(typed.username, typed.password);
    else this.#connection.start();
  }

  /** How far it has come. Once it is over it stays as it is, and nothing is connected any more. */
  look(): ConnectionTest {
    if (this.#last) return this.#last;
    this.#notice();
    this.#news.sendNow();
    const steps = this.#steps(this.#facts());
    const isOver =
      steps.every(({ state }) => state !== 'running') || steps.some(({ state }) => state === 'failed');
    const test = { steps, isOver, frames: this.#frames() };
    if (isOver) {
      this.#last = test;
      this.stop();
    }
    return test;
  }

  stop(): void {
    this.#connection.stop();
    this.#news.stop();
  }

  #notice(): void {
    const now = this.#host.now();
    if (this.#connection.isOnline) this.#openedAt ??= now;
    if (this.#connection.counts.frames > 0) this.#firstFrameAt ??= now;
  }

  #facts(): Facts {
    const { status, reason, retryAt } = this.#connection.snapshot();
    const { frames } = this.#connection.counts;
    return { status, reason, retryAt, openedAt: this.#openedAt, frames, firstFrameAt: this.#firstFrameAt };
  }

  #frames(): readonly InspectedFrame[] {
    const frames = this.#inspector
      .take(0)
      .frames.filter(({ kind, direction }) => kind === 'frame' && direction === 'in');
    return frames.slice(-SHOWN_FRAMES);
  }

  #steps(facts: Facts): readonly TestStep[] {
    if (facts.openedAt === null && facts.frames === 0) return this.#opening(facts);
    const opened = [
      ok('reachable', `${hostOf(this.#settings.url)} answers.`),
      // What a back end thinks of credentials may come after the link has opened.
      facts.status === 'denied' || facts.status === 'renewing' || facts.status === 'offline'
        ? failed('signed-in', facts.reason, this.#signInAdvice())
        : ok(
            'signed-in',
            this.#settings.credentials.kind === 'none' ? 'It asks for no sign-in.' : 'It lets this page in.',
          ),
    ];
    if (opened[1]?.state === 'failed') return [...opened, waiting('frame'), waiting('devices')];
    return [...opened, ...this.#speaking(facts)];
  }

  /** The link has not opened yet, or does not. */
  #opening({ status, reason }: Facts): readonly TestStep[] {
    const { url } = this.#settings;
    const host = hostOf(url);
    const rest = [waiting('frame'), waiting('devices')];
    if (status === 'offline') {
      return [waiting('reachable'), failed('signed-in', reason, this.#signInAdvice()), ...rest];
    }
    const isSlow = this.#host.now() - this.#startedAt > OPENING_MS;
    if (status === 'connecting' && !isSlow) {
      return [running('reachable', `Connecting to ${host}.`), waiting('signed-in'), ...rest];
    }
    this.#ask();
    if (this.#reach === null) {
      return [
        running('reachable', `The link did not open; looking whether ${host} answers at all.`),
        waiting('signed-in'),
        ...rest,
      ];
    }
    if (this.#reach === 'forbidden') {
      const advice =
        'Whoever serves the page has to name this host in its Content-Security-Policy (connect-src); docs/deploy.md shows where.';
      return [
        failed('reachable', `The page's own policy forbids connections to ${host}.`, advice),
        waiting('signed-in'),
        ...rest,
      ];
    }
    if (this.#reach === 'silent' && isMixed(url, this.#host.pageProtocol))
      return [failed('reachable', MIXED, SPEAK_TLS), waiting('signed-in'), ...rest];
    if (this.#reach === 'silent') {
      const advice =
        'Check host and port for typing errors, that the server runs, and that this device is in its network. A certificate that this browser does not trust looks the same: open the address in a tab of its own.';
      return [failed('reachable', `Nothing answers at ${host}.`, advice), waiting('signed-in'), ...rest];
    }
    return [
      ok('reachable', `${host} answers.`),
      failed('signed-in', `It does not open the link. ${reason}`.trim(), this.#signInAdvice()),
      ...rest,
    ];
  }

  /** Why a link is down, where the test does not wait for it any longer; null where all are open, or may be soon. */
  #missing({ status, reason, retryAt, openedAt }: Facts): string | null {
    if (status === 'online') return null;
    const deadline = (openedAt ?? this.#startedAt) + SILENCE_MS;
    const isLate = this.#host.now() >= deadline || (retryAt ?? 0) > deadline;
    if (!isLate && this.#ends.most < PATIENCE) return null;
    const what = openedAt === null ? 'Not every link opens.' : 'It opens, but does not stay open.';
    return `${reason} ${what}`.trim();
  }

  /** The devices that were found, in words; '' without any. */
  #found(): string {
    const { size } = this.#devices;
    if (size === 0) return '';
    const names = [...this.#devices].slice(0, SHOWN_DEVICES);
    const more = size - names.length;
    return `${size === 1 ? 'One device' : `${size} devices`}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
  }

  /** The link is open: whether anything comes, and is understood. */
  #speaking(facts: Facts): readonly TestStep[] {
    const { status, openedAt, firstFrameAt, frames } = facts;
    const now = this.#host.now();
    const found = this.#found();
    const missing = this.#missing(facts);
    if (missing !== null) {
      const advice = 'Check what is subscribed to: channel, application, devices or path.';
      return [failed('frame', missing, advice), found === '' ? waiting('devices') : ok('devices', found)];
    }
    if (firstFrameAt === null) {
      if (now - (openedAt ?? now) < SILENCE_MS) {
        return [running('frame', 'Waiting for the first frame.'), waiting('devices')];
      }
      const silence = `Nothing came within ${SILENCE_MS / 1000} s.`;
      const advice =
        'Where devices speak seldom this is as it should be. Otherwise check what is subscribed to: channel, application, devices or path.';
      return [{ step: 'frame', state: 'unclear', found: silence, advice }, waiting('devices')];
    }
    const first = ok(
      'frame',
      `${frames === 1 ? 'One frame' : `${frames} frames`} came, the first after ${this.#after(firstFrameAt)}.`,
    );
    const { readings, unreadableCount, unreadableWhy } = this.#intake;
    if (found !== '' && (readings > 0 || now - firstFrameAt >= BARREN_MS)) {
      // One link may still be on its way, or be opening again.
      return [first, status === 'online' ? ok('devices', found) : running('devices', found)];
    }
    if (now - firstFrameAt < BARREN_MS)
      return [first, running('devices', 'Looking for devices in what comes.')];
    const many = unreadableCount === 1 ? 'One frame' : `${unreadableCount} frames`;
    const why = unreadableCount > 0 ? ` ${many} could not be read: ${unreadableWhy}.` : '';
    const advice =
      'Look at the frames below: does the protocol fit, and do the paths name places that are in them?';
    return [first, failed('devices', `No device was found in what came.${why}`, advice)];
  }

  #after(time: number): string {
    return `${((time - (this.#openedAt ?? this.#startedAt)) / 1000).toFixed(1)} s`;
  }

  #ask(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    void this.#host.reach(this.#settings.url).then((found) => {
      this.#reach = found;
    });
  }

  #signInAdvice(): string {
    const origin = 'Where the server speaks HTTP it also has to let this page read it (CORS).';
    switch (this.#settings.credentials.kind) {
      case 'none':
        return `Check the path of the address. If the server wants a sign-in, choose one under "Sign-in". ${origin}`;
      case 'oidc':
        return `Check that your account may use this back end, and that it accepts tokens of this page's sign-in. ${origin}`;
      case 'token-url':
        return `Check the token address, and that it hands out a token to you. ${origin}`;
      default:
        return `Check what was typed, and the path of the address. ${origin}`;
    }
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
