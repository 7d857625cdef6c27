import type { BackEnd, BackEndContext, DemoTimes } from './back-ends/back-end.ts';
import { createBackEnds } from './back-ends/index.ts';
import { type DemoConfig, demoConfig } from './config.ts';
import { createIdentityProvider, type IdentityProvider } from './identity/identity-provider.ts';
import { AUDIENCE, SIGNING_ALGORITHM } from './identity/provider-configuration.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { type DemoOverrides, demoOptions } from './options.ts';
import { createPageServer } from './page-server.ts';
import { createPlant } from './plant/create-plant.ts';
import type { Plant } from './plant/plant.ts';
import { isPortInUse, isTakenOnIpv6, PORT_OFFSETS, PortInUseError } from './ports.ts';

/** The demo, running. */
export interface Demo {
  /** Origin of the page, `http://localhost:PORT`. */
  readonly origin: string;
  /** What is served as `/config.json`. */
  readonly config: DemoConfig;
  readonly plant: Plant;
  readonly times: DemoTimes;
  /** The OpenID provider; it can be stopped and started while the rest goes on. */
  readonly identity: IdentityProvider;
  /** The back ends; each can be stopped and started while the rest goes on. */
  readonly backEnds: ReturnType<typeof createBackEnds>;
  /** Ends everything and frees all ports. */
  stop(): Promise<void>;
}

/** One part of the demo that listens on a port. */
interface Part {
  readonly name: string;
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function backEndPart(backEnd: BackEnd, port: number): Part {
  return { name: backEnd.name, port, start: () => backEnd.start(), stop: () => backEnd.stop() };
}

/**
 * Starts the plant, the OpenID provider, the back ends and the page, all on localhost. It keeps nothing outside
 * what it returns, so several demos can run in one process, each on ports of its own.
 * @throws PortInUseError when somebody else has one of the ports; whatever had been started is stopped by then.
 */
export async function startDemo(overrides: DemoOverrides = {}): Promise<Demo> {
  const { basePort, seed, extraDevices, rate, times, page, behind } = demoOptions(overrides);
  // Browsers leave port 80 out of an address, and sign-ins come back to exactly what they say.
  const { origin } = new URL(`http://localhost:${basePort}`);
  const config = demoConfig(basePort);
  const identity = await createIdentityProvider({
    port: basePort + PORT_OFFSETS.identity,
    page: behind?.page ?? `${origin}/`,
    issuer: behind?.issuer,
    accessTokenLife: times.accessToken,
  });
  const tokens = createTokenVerifier({
    issuer: identity.issuer,
    jwksUri: identity.jwksUri,
    audience: AUDIENCE,
    algorithm: SIGNING_ALGORITHM,
  });
  const plant = createPlant({ seed, extraDevices });
  const backEnds = createBackEnds(
    (offset): BackEndContext => ({ plant, tokens, times, port: basePort + offset, rate }),
  );

  const parts: Part[] = [
    {
      name: 'OpenID provider',
      port: basePort + PORT_OFFSETS.identity,
      start: identity.start,
      stop: identity.stop,
    },
    backEndPart(backEnds.hub, basePort + PORT_OFFSETS.hub),
    backEndPart(backEnds.drogue, basePort + PORT_OFFSETS.drogue),
    backEndPart(backEnds.kamea, basePort + PORT_OFFSETS.kamea),
    backEndPart(backEnds.webchannel, basePort + PORT_OFFSETS.webchannel),
    backEndPart(backEnds.streambed, basePort + PORT_OFFSETS.streambed),
    backEndPart(backEnds.json, basePort + PORT_OFFSETS.json),
  ];
  if (page !== 'none') {
    // Last: once the page answers, everything it connects to is there.
    const server = createPageServer({ port: basePort, mode: page, config });
    parts.push({ name: 'the page', port: basePort, start: server.start, stop: server.stop });
  }

  const started: Part[] = [];
  const stop = async () => {
    plant.stop();
    await Promise.all(started.splice(0).map((part) => part.stop()));
  };
  for (const part of parts) {
    try {
      if (await isTakenOnIpv6(part.port)) throw new PortInUseError(part.port, part.name, page);
      await part.start();
      started.push(part);
    } catch (error) {
      await stop();
      throw isPortInUse(error) ? new PortInUseError(part.port, part.name, page) : error;
    }
  }
  return { origin, config, plant, times, identity, backEnds, stop };
}
