import type { InspectedFrame } from '../../model/inspection.ts';

/** A frame of which nothing is known but these facts. */
export function inspectedFrame(facts: Partial<InspectedFrame>): InspectedFrame {
  return {
    seq: 1,
    at: 0,
    direction: 'in',
    kind: 'frame',
    link: '',
    event: '',
    text: '',
    size: 0,
    isCut: false,
    isBinary: false,
    decoded: [],
    moreDecoded: 0,
    unreadable: '',
    skipped: '',
    notSent: '',
    ...facts,
  };
}
