let shows = 0;

/** Keeps how many screens the wall turns, for what it tells of itself. @param count 0 where it has none */
export function noteShows(count: number): void {
  shows = count;
}

export function showsNow(): number {
  return shows;
}
