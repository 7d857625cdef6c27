import { vi } from 'vitest';
import type { ConnectionSettings, CredentialsSettings } from '../../model/settings.ts';
import { NewsDesk } from '../news.ts';
import {
  type Closing,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
} from '../protocols/protocol.ts';
import { SeriesStore } from '../series/store.ts';
import { type Attempt, fakeTransport } from '../transports/fake.fixture.ts';
import type { SendOutcome } from '../transports/transport.ts';
import { Connection } from './connection.ts';
import { Intake } from './intake.ts';

const LIMITS = { maxSeries: 100, maxDevices: 100, maxBytes: 1 << 24, maxSamplesPerSeries: 1000 };

/** Time stands still until a test lets it pass, and goes on after it: called before each test. */
export function holdTime(): () => void {
  vi.useFakeTimers({ now: 1_000_000 });
  return () => {
    vi.useRealTimers();
  };
}

/** Lets promises settle: credentials are resolved asynchronously before every attempt. */
export const settle = () => vi.advanceTimersByTimeAsync(0);

/** A connection on a transport and with a protocol that do what the test says. */
export function setUp(
  options: {
    credentials?: CredentialsSettings;
    lanes?: readonly string[];
    closing?: Closing;
    session?: Partial<ProtocolSession>;
    /** What the links of the n-th attempt (from 1) make of what is sent. */
    outcome?: (attempt: number) => SendOutcome;
    /** Whether an order is open. */
    ordering?: () => boolean;
    /** Whether bytes wait on them. */
    waiting?: () => boolean;
  } = {},
) {
  const { transport, attempts } = fakeTransport(options);
  let context: ProtocolContext | undefined;
  let closing: Closing = options.closing ?? { next: 'retry', reason: 'gone' };
  const protocol = defineProtocol({
    id: 'fake',
    name: 'Fake',
    transports: ['fake'],
    start(_, given) {
      context = given;
      return {
        capabilities: { commands: true },
        requests: (credentials) =>
          (options.lanes ?? ['']).map((name) => ({
            name,
            url: `ws://host/${credentials.kind === 'bearer' ? credentials.token : ''}`,
          })),
        opened: () => [{ body: 'hello' }],
        decode(frame, sink) {
          sink.reading(frame.link === '' ? 'd' : frame.link, 'q', frame.receivedAt, Number(frame.body));
          sink.state('relay', 'state', true, frame.receivedAt);
          sink.actuator('relay', 'state', { type: 'boolean' }, true);
        },
        plan: () => ({ kind: 'refused', reason: 'none' }),
        closed: () => closing,
        ...options.session,
      };
    },
  });
  const settings: ConnectionSettings = {
    id: 'c',
    name: 'Bridge',
    protocol: 'fake',
    transport: 'fake',
    url: 'ws://user:secretpw@host/path?token=secret',
    credentials: options.credentials ?? { kind: 'none' },
    staleAfterMs: 30_000,
    silenceLimitMs: 10_000,
    commandRole: 'technician',
    history: true,
    options: {},
  };
  const store = new SeriesStore(LIMITS);
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, () => {});
  const rejected = vi.fn<(device: string | null, property: string | null, reason: string) => void>();
  const intake = new Intake(settings, LIMITS, store, news, { reported: () => false, rejected });
  const newest = (): Attempt => {
    const attempt = attempts.at(-1);
    if (!attempt) throw new Error('no attempt was made');
    return attempt;
  };
  let token: string | null = 'first';
  const host = {
    accessToken: () => token,
    hasEnded: vi.fn(() => token === null),
    renewToken: vi.fn(),
    changed: vi.fn(),
    isOrdering: () => options.ordering?.() ?? false,
    linkClosed: vi.fn<(hasDevice: (device: string) => boolean) => void>(),
  };
  const connection = new Connection(settings, protocol, transport, intake, host);
  return {
    connection,
    attempts,
    store,
    news,
    rejected,
    host,
    newest,
    setToken(next: string | null) {
      token = next;
    },
    /** See {@link ProtocolContext.note}. */
    note(text: string, link = '') {
      context?.note(link, text);
    },
    setClosing(next: Closing) {
      closing = next;
    },
    async open(): Promise<Attempt> {
      connection.start();
      await settle();
      for (const attempt of attempts) attempt.events.opened();
      return newest();
    },
  };
}

/** Something that arrives now. */
export function frame(body: string, link = '') {
  return { body, event: '', link, receivedAt: Date.now() };
}

/** The end of a link. */
export const end = (code = 1006, wasOpen = true) => ({ code, reason: '', wasOpen });
