import * as z from 'zod/mini';
import { problemsOf } from '../model/problems.ts';
import { kioskSchema, playlistSchema, wallShape } from './kiosk-schema.ts';

/** A dashboard that is shown in its turn. */
export interface Turn {
  /** Absolute address of its file. */
  readonly source: string;
  readonly lengthMs: number;
  /** Values of its variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** When the screen is darkened. */
export interface Night {
  /** Minutes since midnight, in the page's time zone. */
  readonly from: number;
  readonly to: number;
  /** Share of the full brightness, up to 1. */
  readonly brightness: number;
}

/** Where walls tell that they live. */
export interface Heartbeat {
  /** Absolute address; `{wall}` in it stands for the wall's name. */
  readonly url: string;
  readonly everyMs: number;
}

/** How walls behave, checked, with defaults filled in. */
export interface WallSettings {
  readonly isReadOnly: boolean;
  readonly resumeAfterMs: number;
  readonly colours: 'auto' | 'light' | 'dark';
  readonly shiftEveryMs: number;
  readonly night: Night | null;
  /** null: nobody is told. */
  readonly heartbeat: Heartbeat | null;
}

interface CheckedKiosk {
  readonly wall: WallSettings;
  readonly playlists: ReadonlyMap<string, readonly Turn[]>;
  /** What is wrong, one sentence each, with the path and what was expected. */
  readonly problems: readonly string[];
}

const settingsSchema = z.strictObject(wallShape);

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings that are right; the others get their defaults, which allow nothing that was not asked for. */
function settingsOf(
  given: Readonly<Record<string, unknown>>,
  base: string,
  problems: string[],
): WallSettings {
  const right = Object.entries(given).filter(([key, value]) => {
    const alone = z.partial(settingsSchema).safeParse({ [key]: value }, { reportInput: true });
    if (alone.success) return true;
    problems.push(
      ...problemsOf(alone.error, 'kiosk').map((problem) => `${problem}; until then its default is used`),
    );
    return false;
  });
  const { readOnly, resumeAfterSeconds, colours, shiftEverySeconds, night, heartbeat } = settingsSchema.parse(
    Object.fromEntries(right),
  );
  return {
    isReadOnly: readOnly,
    resumeAfterMs: resumeAfterSeconds * 1000,
    colours,
    shiftEveryMs: shiftEverySeconds * 1000,
    night: night ? { from: minutes(night.from), to: minutes(night.to), brightness: night.brightness } : null,
    heartbeat: heartbeat
      ? {
          // Braces are not written as they are in an address, but the name goes there later.
          url: new URL(heartbeat.url, base).href.replaceAll('%7Bwall%7D', '{wall}'),
          everyMs: heartbeat.everySeconds * 1000,
        }
      : null,
  };
}

function turnsOf({ seconds, dashboards }: z.output<typeof playlistSchema>, base: string): readonly Turn[] {
  return dashboards.map((given) => {
    const turn = typeof given === 'string' ? { dashboard: given, variables: {} } : given;
    const { dashboard } = turn;
    return {
      source: URL.canParse(dashboard, base) ? new URL(dashboard, base).href : dashboard,
      lengthMs: ('seconds' in turn && turn.seconds !== undefined ? turn.seconds : seconds) * 1000,
      variables: turn.variables,
    };
  });
}

/**
 * Checks the `kiosk` part of a parsed `config.json`. What is wrong is named: a setting gets its default, a playlist is left out.
 * Does not throw.
 * @param base address that relative ones count from
 */
export function checkKiosk(raw: unknown, base: string): CheckedKiosk {
  const problems: string[] = [];
  const found = new Map<string, readonly Turn[]>();
  if (!isRecord(raw)) problems.push('kiosk: expected object; until then its default is used');
  const { playlists = {}, ...settings } = isRecord(raw) ? raw : {};
  if (!isRecord(playlists)) problems.push('kiosk.playlists: expected object; there is no playlist');
  for (const [name, given] of Object.entries(isRecord(playlists) ? playlists : {})) {
    const named = kioskSchema.safeParse({ playlists: { [name]: given } }, { reportInput: true });
    const parsed = playlistSchema.safeParse(given);
    if (named.success && parsed.success) found.set(name, turnsOf(parsed.data, base));
    else if (!named.success)
      problems.push(
        ...problemsOf(named.error, 'kiosk').map((problem) => `${problem}; the playlist is left out`),
      );
  }
  return { wall: settingsOf(settings, base, problems), playlists: found, problems };
}
