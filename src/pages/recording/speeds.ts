/** How fast recordings are played: what the person chooses, and how many times as fast as it was. */
export const SPEEDS = [
  { value: '0', words: 'Stand still', speed: 0 },
  { value: '1', words: 'As it was', speed: 1 },
  { value: '10', words: '10 times as fast', speed: 10 },
  { value: 'fastest', words: 'As fast as possible', speed: Number.POSITIVE_INFINITY },
] as const;

/** The speed of a choice; as it was where there is no such choice. */
export function speedOf(value: string): number {
  return SPEEDS.find((one) => one.value === value)?.speed ?? 1;
}

/** The choice that is a speed. */
export function choiceOf(speed: number): string {
  return SPEEDS.find((one) => one.speed === speed)?.value ?? '1';
}

/** Address of the page that shows a recording's whole length. @param from epoch ms, @param to epoch ms */
export function windowAddress(connection: string, from: number, to: number): string {
  const span = Math.max(1000, Math.ceil(to - from));
  const query = new URLSearchParams({ window: `${span}ms`, until: new Date(from + span).toISOString() });
  return `/connections/${encodeURIComponent(connection)}/recording?${query}`;
}
