import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

function pathOf(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    text += typeof step === 'number' ? `[${step}]` : `${text === '' ? '' : '.'}${String(step)}`;
  }
  return text === '' ? 'options' : text;
}

function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

/** What a bound counts: nothing for numbers themselves. */
function counted(origin: string): string {
  if (origin === 'array') return ' in the list';
  return origin === 'string' ? ' characters' : '';
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${listed(issue.values)}`;
    case 'unrecognized_keys':
      return `unknown: ${listed(issue.keys)}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${counted(issue.origin)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${counted(issue.origin)}`;
    case 'invalid_union':
      return 'does not fit any of the allowed forms';
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'custom':
      return issue.message || 'not allowed';
  }
}

/**
 * What is wrong with a document or its options, one sentence each: `series[0].device: required`.
 * @param reportInput must be on in the parse, so that what is missing can be told from what is wrong
 */
export function problemsOf(error: { readonly issues: readonly Issue[] }): string[] {
  return error.issues.map((issue) => `${pathOf(issue.path)}: ${expectation(issue)}`);
}
