import type { AlarmFacts } from '../../model/alarm.ts';

/** A list that is full and storage that fails come up while the page is open; the engine writes about as often. */
const EVERY_MS = 10_000;

/**
 * Tells what is known of the alarms, and again when there is another problem with them or none any more.
 * @param ask of the engine, which may be gone for a while
 * @returns the disposer
 */
export function followFacts(ask: () => Promise<AlarmFacts>, tell: (facts: AlarmFacts) => void): () => void {
  let told: string | undefined;
  let isOver = false;
  async function look(): Promise<void> {
    const facts = await ask();
    if (isOver || facts.problem === told) return;
    told = facts.problem;
    tell(facts);
  }
  // The next time may do.
  const lookAgain = () => void look().catch(() => undefined);
  lookAgain();
  const timer = setInterval(lookAgain, EVERY_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
