import type { ControlFacts } from './control-state.ts';

/** What is known of a control on an online connection before anything was reported or ordered. */
export function controlFacts(part: Partial<ControlFacts> = {}): ControlFacts {
  return {
    reported: undefined,
    command: undefined,
    ordering: null,
    orderFailure: '',
    dismissed: null,
    forbidden: '',
    connection: { name: 'Bridge', status: 'online' },
    ...part,
  };
}
