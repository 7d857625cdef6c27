import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BackEndContext } from './back-end.ts';
import { DIMMER, dimmerReport, FLEET, fleetDevices, type Happening } from './drogue-events.ts';
import { bodyOf, decodedPart, type RequestHandler, sendProblem } from './http-server.ts';
import { mayPostOrder } from './order-request.ts';

const PATH = /^\/api\/command\/v1alpha1\/apps\/([^/]+)\/devices\/([^/]+)$/;

const NOT_ALLOWED = 'Commands need the role technician or admin.';

/** Drogue's command endpoint and the devices behind it. */
export interface DrogueCommands {
  readonly handle: RequestHandler;
  /** Forgets what devices were about to report. */
  stop(): void;
}

function levelOf(body: Buffer): number | undefined {
  let payload: unknown;
  try {
    payload = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  const level = typeof payload === 'object' && payload !== null && 'level' in payload && payload.level;
  return typeof level === 'number' && level >= 0 && level <= 100 ? level : undefined;
}

/**
 * The endpoint hands a command on and says 202; it knows nothing of payloads, so whether a device did anything is
 * told by its next event alone.
 */
export function createDrogueCommands(
  context: BackEndContext,
  emit: (happening: Happening) => void,
): DrogueCommands {
  const { plant, tokens, times } = context;
  const devices = fleetDevices(context);
  const timers = new Set<ReturnType<typeof setTimeout>>();

  /** Devices ignore commands that they do not know. */
  function deliver(device: string, command: string, body: Buffer): void {
    const level = device === DIMMER && command === 'level' ? levelOf(body) : undefined;
    if (level === undefined) return;
    plant.received({ device, property: command, value: level, at: Date.now() });
    const timer = setTimeout(() => {
      timers.delete(timer);
      plant.setDimmer(level);
      emit(dimmerReport(plant.dimmer()));
    }, times.actuatorDelay);
    timers.add(timer);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, applicationPart, devicePart] = PATH.exec(url.pathname) ?? [];
    if (applicationPart === undefined || devicePart === undefined) {
      sendProblem(response, 404, 'Not found.');
      return;
    }
    if (!(await mayPostOrder(request, response, tokens, NOT_ALLOWED))) return;
    const device = decodedPart(devicePart);
    if (decodedPart(applicationPart) !== FLEET || device === undefined || !devices.has(device)) {
      sendProblem(response, 406, 'Unknown application or device.');
      return;
    }
    const command = url.searchParams.get('command');
    if (command === null) {
      sendProblem(response, 400, 'The query names no command.');
      return;
    }
    const body = await bodyOf(request, response);
    if (body === undefined) return;
    response.writeHead(202).end();
    deliver(device, command, body);
  }

  return {
    handle,
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
