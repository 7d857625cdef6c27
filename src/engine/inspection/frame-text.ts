/** A frame's body as text. */
export interface FrameText {
  readonly text: string;
  /** Bytes of the whole body. */
  readonly size: number;
  /** It came as bytes. */
  readonly isBinary: boolean;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * A body as text: as it is, decoded leniently where it is bytes, as JSON where the transport has parsed it already. Does not throw.
 * @param most bytes decoded of a binary body; what it is in whole is said by `size` all the same
 */
export function frameText(body: unknown, most = Number.POSITIVE_INFINITY): FrameText {
  if (typeof body === 'string') return { text: body, size: encoder.encode(body).length, isBinary: false };
  if (body instanceof Uint8Array) {
    return { text: decoder.decode(body.subarray(0, most)), size: body.byteLength, isBinary: true };
  }
  const text = jsonText(body);
  return { text, size: encoder.encode(text).length, isBinary: false };
}

function jsonText(body: unknown): string {
  try {
    return JSON.stringify(body) ?? '';
  } catch {
    // What cannot be written as JSON did not come as JSON: a library's own object.
    return '';
  }
}
