const waiting = new Set<() => void>();

function next(): void {
  const [mount] = waiting;
  if (!mount) return;
  waiting.delete(mount);
  mount();
  if (waiting.size > 0) setTimeout(next);
}

/**
 * Draws tiles that become ready at once one after another, each in a task of its own: what a person does meanwhile waits for one of them at
 * most, and what stands first is seen first.
 * @returns gives it up
 */
export function inTurn(mount: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(mount);
  return () => waiting.delete(mount);
}
