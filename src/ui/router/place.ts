/** Where the page is, below the folder that it is deployed in. Parts of the address are as the browser encodes them. */
export interface Place {
  /** Begins with a slash. */
  readonly pathname: string;
  /** Empty, or begins with `?`. */
  readonly search: string;
  /** Empty, or begins with `#`. */
  readonly hash: string;
  /** What whoever led here gave along; it outlives a reload. null: nothing. */
  readonly state: unknown;
}

/** What the placeholders of a path stood for, decoded. */
export type Params = Readonly<Record<string, string | undefined>>;

interface Match {
  readonly params: Params;
  /** Segments that the path left to `*`. */
  readonly rest: readonly string[];
}

/** Segments of a path, still encoded: a device may have a slash in its name. */
export function segmentsOf(path: string): readonly string[] {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' ? [] : inner.split('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Nothing that was ever encoded: as it stands.
    return segment;
  }
}

/**
 * What an address means to a route.
 * @param path of the route: `own/:id/edit`, or with `/*` at its end for everything below; empty for the folder itself
 * @param segments of the address
 * @returns null where it is not of that route
 */
export function matchPath(path: string, segments: readonly string[]): Match | null {
  const wanted = segmentsOf(path);
  const isOpen = wanted.at(-1) === '*';
  const own = isOpen ? wanted.slice(0, -1) : wanted;
  if (isOpen ? segments.length < own.length : segments.length !== own.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of own.entries()) {
    const there = decoded(segments[index] ?? '');
    if (there === '') return null;
    if (part.startsWith(':')) params[part.slice(1)] = there;
    else if (part.toLowerCase() !== there.toLowerCase()) return null;
  }
  return { params, rest: segments.slice(own.length) };
}

/** Whether an address is a page's own, or of something below it. @param isWhole only its own */
export function isAt(pathname: string, page: string, isWhole: boolean): boolean {
  const path = isWhole ? page : `${page}/*`;
  return matchPath(path, segmentsOf(pathname)) !== null;
}
