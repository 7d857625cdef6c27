import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clownTalk } from '../protocols/clown-talk.ts';
import { RecordingContext } from '../protocols/recording-context.ts';
import { FakeLink } from './fake-link.ts';
import { setUp } from './ledger.fixture.ts';
import { preview } from './preview.ts';

const target = { connection: 'c', device: 'relay', property: 'state' };

describe('a preview', () => {
  it('names whose reports would tell what became of it', () => {
    const link = new FakeLink();
    const session = clownTalk.start({}, new RecordingContext('ws://hub'));
    link.domain = { type: 'json' };
    link.planned = (request) => session.plan(request, { kind: 'none' });
    const raw = { ...target, device: 'relay/1', property: 'set' };
    expect(preview(raw, { state: true }, link)).toMatchObject({
      reports: { ...raw, property: 'state' },
      isReported: true,
    });
    expect(preview(raw, { blink: 3 }, link)).toMatchObject({ reports: raw, isReported: false });
  });

  it('says why nothing would be sent', () => {
    const link = new FakeLink();
    const refusal = { refusal: expect.any(String) };
    expect(preview(target, true, undefined)).toEqual(refusal);
    expect(preview(target, 'on', link)).toEqual({
      refusal: 'It takes on or off only. Choose a fitting value.',
    });
    link.planned = () => ({ kind: 'refused', reason: 'no' });
    expect(preview(target, true, link)).toEqual({ refusal: 'no' });
    link.domain = undefined;
    expect(preview(target, true, link)).toEqual(refusal);
  });

  it('is exactly what is sent, whatever the payload', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (written) => {
        const value = JSON.parse(JSON.stringify(written));
        const { link, ledger, clock } = setUp();
        const session = clownTalk.start({}, new RecordingContext('ws://hub'));
        link.domain = { type: 'json' };
        link.planned = (request) => session.plan(request, { kind: 'none' });
        const order = { ...target, device: 'relay/1', property: 'set', value, at: clock.time };
        const shown = preview(order, value, link);
        if (!('text' in shown)) return;
        ledger.order({ ...order, shown: shown.text }, link);
        expect(link.sent.map(({ body }) => body)).toEqual([shown.text]);
      }),
    );
  });
});
