import { keptConfig } from '../../config/kept-copy.ts';
import { checkKiosk, type WallSettings } from '../../config/kiosk.ts';

/** What a wall goes by that nothing can be started on. */
export interface KeptWall {
  readonly settings: WallSettings;
  /** Its nights are of this zone. */
  readonly locale: { readonly language: string | undefined; readonly timeZone: string | undefined };
}

/** @param use throws for what is not known here */
function known(text: unknown, use: (text: string) => unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    use(text);
    return text;
  } catch {
    return undefined;
  }
}

/**
 * What the configuration says of walls that the browser has kept; as of an empty one where there is none. Never rejects.
 * @param base address of the folder the page is in
 */
export async function keptWall(base: string): Promise<KeptWall> {
  const copy = await keptConfig(base);
  const kept: unknown = await copy?.json().catch(() => undefined);
  const { kiosk, language, timeZone }: Readonly<Record<string, unknown>> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  return {
    settings: checkKiosk(kiosk, base).wall,
    locale: {
      language: known(language, (tag) => new Intl.NumberFormat(tag)),
      timeZone: known(timeZone, (zone) => new Intl.DateTimeFormat('en', { timeZone: zone })),
    },
  };
}
