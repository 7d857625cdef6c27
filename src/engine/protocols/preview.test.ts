import { describe, expect, it } from 'vitest';
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
});
