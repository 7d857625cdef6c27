import type { Protocol, ProtocolContext, ProtocolSession, ProtocolShape } from './protocol.ts';

/** A session as the engine gets it: with options that the protocol's own shape has checked. @throws ZodError when they do not fit */
export function started(
  protocol: Protocol,
  shape: ProtocolShape,
  options: unknown,
  context: ProtocolContext,
): ProtocolSession {
  return protocol.start(shape.options().parse(options), context);
}
