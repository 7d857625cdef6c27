import { describe, expect, it } from 'vitest';
import { LEFT_OUT } from '../../model/redacted-text.ts';
import { previewOf } from './preview.ts';

const confirmation = { by: 'acceptance' } as const;

describe('what an order would send', () => {
  it('is its frames as they are', () => {
    const frames = [{ body: '["led/-/set",{"state":"on"}]\n' }, { event: 'order', body: { level: 1 } }];
    expect(previewOf({ kind: 'frames', frames, confirmation })).toBe(
      '["led/-/set",{"state":"on"}]\norder {"level":1}',
    );
  });

  it('is its request, without what opens the door', () => {
    const text = previewOf({
      kind: 'http',
      method: 'POST',
      url: 'https://c/devices/d?command=level',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer secret', 'X-API-Key': 'secret' },
      body: new TextEncoder().encode('{"level":1}'),
      confirmation,
      renewOn401: true,
    });
    expect(text.split('\n')).toEqual([
      'POST https://c/devices/d?command=level',
      'Content-Type: application/json',
      'Authorization: •••',
      'X-API-Key: •••',
      '',
      '{"level":1}',
    ]);
  });

  it('is its address without the keys that were configured into it', () => {
    const plan = {
      kind: 'http',
      method: 'POST',
      headers: {},
      body: '1',
      confirmation,
      renewOn401: false,
    } as const;
    const [first] = previewOf({ ...plan, url: 'https://kim:hunter2@c/x?api_key=abc123&level=1' }).split('\n');
    expect(first).toBe(`POST https://${LEFT_OUT}@c/x?api_key=${LEFT_OUT}&level=1`);
  });
});
