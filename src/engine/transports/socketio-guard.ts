import type { Socket } from 'socket.io-client';
import { Decoder, Encoder, PacketType } from 'socket.io-parser';

/**
 * A Socket.IO packet that says why the server does not open the namespace, as the library takes it apart: its type, the namespace, the number of an
 * acknowledgement (white space is part of one to the library), and JSON.
 */
const REFUSAL = /^4(?:\/[^,]*(?:,|$))?[\d\s]*(.*)$/s;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the library can read this handshake (Engine.IO protocol 4, handshake). */
function isHandshake(data: unknown): boolean {
  const said = typeof data === 'string' ? parsed(data) : undefined;
  const isNumber = (name: string) => typeof member(said, name) === 'number';
  const upgrades = member(said, 'upgrades');
  return (
    typeof member(said, 'sid') === 'string' &&
    Array.isArray(upgrades) &&
    upgrades.every((one) => typeof one === 'string') &&
    isNumber('pingInterval') &&
    isNumber('pingTimeout')
  );
}

/** Whether the library can make an error of this: it takes a text, and any object for one that has words; without either it fails. */
function isReadableRefusal(data: string): boolean {
  const json = parsed(REFUSAL.exec(data)?.[1] ?? '');
  if (typeof json === 'string') return true;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const words = member(json, 'message');
  return words === undefined || typeof words === 'string';
}

/**
 * Keeps packets from the library that it would throw at, out of reach of whoever listens: a handshake that was cut on its way, a second one, and a
 * refusal without words.
 * @param broken told in words; nothing of the packet is quoted
 */
export function guardPackets(socket: Socket, broken: (reason: string) => void): void {
  const { engine } = socket.io;
  let isOpen = false;
  engine.on('packet', (packet) => {
    const { type, data } = packet;
    let why = '';
    if (type === 'open') {
      if (isOpen || !isHandshake(data)) why = 'the server’s handshake cannot be read';
      isOpen = true;
    } else if (type === 'message' && typeof data === 'string' && data.startsWith('4')) {
      if (!isReadableRefusal(data)) why = 'the server’s refusal cannot be read';
    }
    if (why === '') return;
    // What the library does with a packet it decides after this.
    packet.type = 'noop';
    broken(why);
  });
}

/**
 * The library's way to read packets, but one that cannot be read does not end the link: it may be half an event, and the next one whole.
 * @param unreadable told of each
 */
export function patientParser(unreadable: () => void) {
  return {
    Encoder,
    Decoder: class extends Decoder {
      constructor() {
        super();
        this.on('decoded', (packet) => {
          if (packet.type !== PacketType.EVENT || packet.data !== undefined) return;
          // The library would throw at an event without a name, out of reach of whoever listens. This namespace is nobody's.
          packet.nsp = '';
          unreadable();
        });
      }

      override add(packet: unknown, isAgain = false): void {
        try {
          super.add(packet);
        } catch {
          // What waited for bytes that did not come is given up. What came in their place may be a packet of its own.
          this.destroy();
          if (isAgain) return;
          unreadable();
          this.add(packet, true);
        }
      }
    },
  };
}
