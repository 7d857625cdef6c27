import type { AlarmPriority } from '../../model/alarm.ts';

/** Tones of each priority: how many, and how high (Hz). The worse the more and the higher. */
const TONES: Readonly<Record<AlarmPriority, readonly number[]>> = {
  critical: [988, 784, 988, 784],
  high: [880, 659, 880],
  medium: [659, 523],
  low: [523],
};
const TONE_SECONDS = 0.18;
const PAUSE_SECONDS = 0.07;
const LOUDNESS = 0.25;
/** A browser that lets no sound through never says so: it just does not begin. */
const PATIENCE_MS = 500;

let context: AudioContext | null = null;

/**
 * Plays the tones of a priority.
 * @returns whether they could be heard: browsers let a page sound only once somebody has clicked in it
 */
export async function sound(priority: AlarmPriority): Promise<boolean> {
  try {
    context ??= new AudioContext();
    const resumed = context.resume().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
    if (!(await Promise.race([resumed, late]))) return false;
    play(context, TONES[priority]);
    return true;
  } catch {
    return false;
  }
}

function play(to: AudioContext, tones: readonly number[]): void {
  const volume = to.createGain();
  volume.connect(to.destination);
  volume.gain.value = 0;
  tones.forEach((frequency, index) => {
    const from = to.currentTime + index * (TONE_SECONDS + PAUSE_SECONDS);
    const until = from + TONE_SECONDS;
    const tone = to.createOscillator();
    tone.type = 'triangle';
    tone.frequency.value = frequency;
    tone.connect(volume);
    // Ramps, since a tone that is cut clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.setValueAtTime(LOUDNESS, until - 0.03);
    volume.gain.linearRampToValueAtTime(0, until);
    tone.start(from);
    tone.stop(until);
  });
}
