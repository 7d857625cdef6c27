import type { ConnectionTest, TypedCredentials } from '../../model/connection-test.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { fetchProtocols, findProtocol } from '../protocols/index.ts';
import { UNFETCHED } from '../protocols/stand-in.ts';
import { findTransport } from '../transports/index.ts';
import { RunningTest } from './connection-test.ts';
import { reach } from './reachable.ts';
import type { ToolsHost } from './tools-host.ts';

/** Nobody has asked for so long: nobody is waiting for the outcome. */
const LEASE_MS = 20_000;

interface Leased {
  readonly test: RunningTest;
  timer: ReturnType<typeof setTimeout>;
}

/** Tests of connections that go on. */
export class Tests {
  readonly #host: ToolsHost;
  readonly #tests = new Map<string, Leased>();
  #next = 1;

  constructor(host: ToolsHost) {
    this.#host = host;
  }

  /** @throws Error where there is no such protocol or transport, ZodError where the options do not fit */
  async start(settings: ConnectionSettings, typed: TypedCredentials | null): Promise<string> {
    await fetchProtocols([settings.protocol]);
    const protocol = findProtocol(settings.protocol);
    if (protocol === null) throw new Error(`${UNFETCHED} Try again.`);
    const transport = findTransport(settings.transport);
    if (!protocol || !transport) throw new Error('There is no such protocol or transport.');
    const name = String(this.#next++);
    const test = new RunningTest(settings, protocol, transport, typed, {
      now: () => Date.now(),
      accessToken: () => this.#host.accessToken(),
      reach,
      pageProtocol: location.protocol,
    });
    this.#tests.set(name, { test, timer: this.#lease(name) });
    return name;
  }

  look(name: string): ConnectionTest | null {
    const leased = this.#tests.get(name);
    if (!leased) return null;
    clearTimeout(leased.timer);
    leased.timer = this.#lease(name);
    return leased.test.look();
  }

  end(name: string): void {
    const leased = this.#tests.get(name);
    if (!leased) return;
    this.#tests.delete(name);
    clearTimeout(leased.timer);
    leased.test.stop();
  }

  #lease(name: string): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.end(name), LEASE_MS);
  }
}
