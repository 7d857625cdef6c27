import type { Plant } from '../plant/plant.ts';

/** Who a valid access token speaks for. */
export interface Identity {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Checks access tokens against the OpenID provider's keys. */
export interface TokenVerifier {
  /** Signature, issuer, audience and expiry. @throws Error with a reason fit for the wire. */
  verify(token: string): Promise<Identity>;
}

/** Times of the demo in ms; tests shorten them. */
export interface DemoTimes {
  /** Life of an access token (300,000). */
  readonly accessToken: number;
  /** How often Drogue looks at token expiry (90,000). */
  readonly drogueExpiryCheck: number;
  /** Drogue's ping interval (5,000) and how long it waits for a silent peer (10,000). */
  readonly drogueHeartbeat: number;
  readonly droguePeerTimeout: number;
  /** Streambed ends every stream after this (60,000). */
  readonly streambedCut: number;
  /** Streambed's keep-alive comments (10,000). */
  readonly streambedKeepAlive: number;
  /** Life of a webchannel token (3,600,000). */
  readonly channelToken: number;
  /** From one published step of the webchannel job to the next (1,000). */
  readonly jobStep: number;
  /** From order to report at a relay (150). */
  readonly actuatorDelay: number;
  /** How often sensors publish (1,000). */
  readonly publish: number;
}

/** What every back end is given. */
export interface BackEndContext {
  readonly plant: Plant;
  readonly tokens: TokenVerifier;
  readonly times: DemoTimes;
  /** Port on 127.0.0.1 / localhost. */
  readonly port: number;
  /** Readings a second and extra device (`--rate`). */
  readonly rate: number;
}

/** One back end of the demo, on an origin of its own. */
export interface BackEnd {
  readonly name: string;
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** Listens; resolves when it does. @throws when the port is in use. */
  start(): Promise<void>;
  /** As a crash: destroys all sockets, frees the port. `start` brings it back. */
  stop(): Promise<void>;
}
