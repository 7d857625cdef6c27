import { describe, expect, it } from 'vitest';
import type { ActuatorDomain } from '../../model/catalogue.ts';
import { snapshot } from '../../model/connection.fixture.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { ActuatorRef } from '../../model/identity.ts';
import { targetLock } from './target-lock.ts';

const NOW = 1_750_000_000_000;
const RELAY: ActuatorRef = { connection: 'c', device: 'relay/i2c0-99', property: 'state' };

function lock(
  part: Partial<ConnectionSnapshot> = {},
  domain?: ActuatorDomain,
  offers: Parameters<typeof targetLock>[3] = [true, false],
  ref = RELAY,
): string {
  const actuator = domain && { ...ref, domain, reports: true };
  return targetLock(ref, actuator, snapshot({ name: 'Bridge', since: NOW - 60_000, ...part }), offers, NOW);
}

describe('a target', () => {
  it('that has been announced takes what its domain says', () => {
    expect(lock({}, { type: 'boolean' })).toBe('');
    expect(lock({}, { type: 'json' }, [5])).toBe('');
    expect(lock({}, { type: 'choice', options: ['off', 'on'] }, ['blink', 'on'])).toBe('');
    expect(lock({}, { type: 'number', min: 5 }, [0])).toBe('');
  });

  it('that was announced before the page was loaded only has not been announced', () => {
    const actuator = { ...RELAY, domain: { type: 'boolean' }, reports: true, restored: true } as const;
    const link = snapshot({ name: 'Bridge', since: NOW - 60_000 });
    expect(targetLock(RELAY, actuator, link, [true], NOW)).toBe(
      'The device has not said that this can be switched. Check its name, and whether it is on.',
    );
  });

  it('that takes nothing of what a control offers says what it takes', () => {
    expect(lock({}, { type: 'boolean' }, [0])).toBe(
      'It takes on or off only. Correct the widget’s settings.',
    );
    expect(lock({}, { type: 'choice', options: ['off', 'on'] })).toBe(
      'It takes one of: off, on. Correct the widget’s settings.',
    );
    expect(lock({}, { type: 'number' })).toBe('It takes a number. Correct the widget’s settings.');
    expect(lock({}, { type: 'number' }, [])).toBe('');
  });

  it('that nobody has announced takes nothing, and waits for that just after its connection has opened', () => {
    expect(lock()).toBe(
      'The device has not said that this can be switched. Check its name, and whether it is on.',
    );
    expect(lock({ since: NOW - 1_000 })).toBe('Waiting for the device to say what can be switched.');
    // The clock of the page may be a second behind.
    expect(lock({ since: NOW + 1_000 })).toBe('Waiting for the device to say what can be switched.');
  });

  it('that nobody has announced takes anything where its back end takes any command for it', () => {
    const capabilities = { commands: true };
    expect(lock({ capabilities: { ...capabilities, raw: {} } })).toBe('');
    expect(lock({ capabilities: { ...capabilities, raw: { property: 'state' } } })).toBe('');
    expect(lock({ capabilities: { ...capabilities, raw: { property: 'set' } } })).not.toBe('');
    const named = { device: RELAY.device, property: 'state' };
    expect(lock({ capabilities: { ...capabilities, raw: named } })).toBe('');
    expect(lock({ capabilities: { ...capabilities, raw: { ...named, device: 'user:1' } } })).not.toBe('');
  });

  it('that has not been named yet is waited for by its control', () => {
    expect(lock({}, undefined, [], { ...RELAY, device: '' })).toBe('');
    expect(lock({}, undefined, [], { ...RELAY, property: '' })).toBe('');
  });

  it('on a back end that takes no commands says why', () => {
    expect(lock({ capabilities: { commands: false, why: 'It only tells.' } }, { type: 'boolean' })).toBe(
      'It only tells.',
    );
  });

  it('takes nothing over a link that has been silent for longer than its limit', () => {
    const silent = (ms: number) =>
      lock({ link: { lastSignAt: NOW - ms, silenceLimitMs: 10_000, delay: null } }, { type: 'boolean' });
    expect(silent(10_000)).toBe('');
    // What the page knows of a link is a second or two old.
    expect(silent(11_500)).toBe('');
    expect(silent(12_001)).toMatch(/^The link to Bridge is silent.*raise silenceSeconds/);
    // Stamped before the clock was set back.
    expect(silent(-12_001)).toMatch(/silent/);
  });
});
