import { expect, it } from 'vitest';
import { addressProblem } from './usable.ts';

it('An address that a browser takes for a link has no problem', () => {
  for (const url of [
    'wss://plant.example/x?a=b',
    'https://plant.example',
    'ws://localhost:1/',
    'http://127.0.0.1:2/',
  ])
    expect(addressProblem(url, 'https:')).toBe('');
  expect(addressProblem('ws://plant.example/', 'http:')).toBe('');
});

it('An address that a browser throws at says what to do, and quotes nothing of it', () => {
  expect(addressProblem('ws://plant.example/?token=hunter2', 'https:')).toMatch(/Use wss: or https:/);
  for (const url of ['wss://plant.example/#', 'wss://plant.example/#x?token=hunter2'])
    expect(addressProblem(url, 'http:')).toMatch(/behind #/);
  expect(addressProblem('plant?token=hunter2', 'http:')).toMatch(/not a valid URL/);
  for (const url of ['ws://plant.example/?token=hunter2', 'wss://plant.example/#x?token=hunter2'])
    expect(addressProblem(url, 'https:')).not.toContain('hunter2');
});
