import type { Decoded, InspectedFrame } from '../../model/inspection.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { formatValue } from '../../ui/format.ts';
import { timeFormat } from '../../ui/locale.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';

/** One thing taken from a frame, in words. */
export function decodedInWords({ what, device, name, value, unit }: Decoded): string {
  const target = name === '' ? device : `${device} · ${name}`;
  const amount = `${value === null ? t('unknown') : typeof value === 'number' ? formatAsWritten(value) : String(value)}${unit === '' ? '' : ` ${unit}`}`;
  switch (what) {
    case 'reading':
      return `${target} ${amount}`;
    case 'state':
      return t('{target} is {amount}', { target, amount });
    case 'history':
      return t('{target}: {amount} values of before, without times', { target, amount });
    case 'rejection':
      return t('{target} refused: {amount}', { target, amount });
    case 'device':
      return value === ''
        ? t('{target} announced', { target })
        : t('{target} announced ({amount})', { target, amount });
    case 'actuator':
      return t('{target} takes {amount}', { target, amount });
    case 'event':
      return device === '' ? t('event: {amount}', { amount }) : `${device}: ${amount}`;
    case 'notice':
      return amount;
  }
}

/** Bytes as people read them: `312 B`, `4.1 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  const tenths = Math.round(amount * 10) / 10;
  return `${formatValue(tenths, Number.isInteger(tenths) ? 0 : 1)} ${unit}`;
}

/** Time of day with milliseconds. */
export function formatMoment(at: number): string {
  return timeFormat('precise').format(at);
}

/** What a frame is, in a word for the column of directions. */
export function directionOf({ kind, direction, notSent }: InspectedFrame): PlainText {
  if (kind === 'link') return 'Link';
  if (direction === 'in') return 'Received';
  if (notSent !== '') return 'Not sent';
  return kind === 'request' ? 'Request' : 'Sent';
}

/** Control characters would move what stands around them: shown as their pictures. Line ends at the end of a frame are left away. */
export function printable(text: string): string {
  return text.trimEnd().replace(/\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    if (character === '\n') return '\n';
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** Frames as text for the clipboard: a line each, tabs between time, direction, size, frame and what became of it. */
export function framesAsText(frames: readonly InspectedFrame[]): string {
  return frames
    .map((frame) => {
      const taken = frame.decoded.map(decodedInWords).join('; ');
      return [
        new Date(frame.at).toISOString(),
        t(directionOf(frame)),
        frame.size,
        [
          printable(frame.link),
          printable(frame.event),
          printable(frame.text),
          frame.isCut
            ? `[${t('Cut here; the whole frame has {size}.', { size: formatBytes(frame.size) })}]`
            : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
        frame.unreadable === '' ? taken : t('unreadable: {why}', { why: said(frame.unreadable) }),
      ]
        .map((cell) => String(cell).replace(/[\t\n]+/g, ' '))
        .join('\t');
    })
    .join('\n');
}
