import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BackEndContext } from './back-end.ts';
import { bearerOf, sendProblem } from './http-server.ts';
import { mayOrder } from './roles.ts';

/**
 * Whether a request may give an order: a POST, by a token that is good, of somebody with the role. One that may not
 * is answered here.
 * @param refusal what somebody without the role is told
 */
export async function mayPostOrder(
  request: IncomingMessage,
  response: ServerResponse,
  tokens: BackEndContext['tokens'],
  refusal: string,
): Promise<boolean> {
  if (request.method !== 'POST') {
    sendProblem(response, 405, 'Method not allowed.');
    return false;
  }
  try {
    if (mayOrder(await tokens.verify(bearerOf(request) ?? ''))) return true;
    sendProblem(response, 403, refusal);
  } catch {
    sendProblem(response, 401, 'Invalid token.');
  }
  return false;
}
