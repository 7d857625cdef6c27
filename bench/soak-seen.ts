/** How often each thing was to be seen on the wall: not what was done to it, but what became of that. */
export interface Seen {
  turns: number;
  /** All connections were online again. */
  reconnects: number;
  /** The alarm was raised, or over. */
  alarms: number;
  renewals: number;
}

/** Of what was due to happen so much is to be seen at least: a machine that is busy takes its time. */
const LEAST = 0.5;

/**
 * What was to happen to the wall and was hardly seen on it, or never: then too little is known of what that leaves behind.
 * @param everyMs how often each thing was due, ms; what was left out is not there
 * @param ms how long the wall lived
 */
export function unseen(
  seen: Seen,
  everyMs: Readonly<Partial<Record<keyof Seen, number>>>,
  ms: number,
): readonly string[] {
  const kinds = ['turns', 'reconnects', 'alarms', 'renewals'] as const;
  return kinds.flatMap((kind) => {
    const every = everyMs[kind];
    if (every === undefined) return [];
    const due = Math.floor(ms / every);
    return seen[kind] >= Math.max(1, due * LEAST)
      ? []
      : [`${kind}: of ${due} that were due the wall showed ${seen[kind]}`];
  });
}
