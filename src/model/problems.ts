import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** Keys longer than this are cut: they come from a file. */
const KEY_LENGTH = 60;

/** More problems at once help nobody. */
const MOST_SAID = 12;

/** The first of some problems, and how many more there are: what is wrong with comes from anywhere, and may be wrong in thousands of places. */
export function firstProblems(problems: readonly string[]): readonly string[] {
  const more = problems.length - MOST_SAID;
  return more > 0 ? [...problems.slice(0, MOST_SAID), `and ${more} more`] : problems;
}

/** A path as problems name it: `devices[0].deviceId`. */
export function pathOf(base: string, path: readonly PropertyKey[]): string {
  let text = base;
  for (const step of path) {
    text +=
      typeof step === 'number'
        ? `[${step}]`
        : `${text === '' ? '' : '.'}${String(step).slice(0, KEY_LENGTH)}`;
  }
  return text;
}

function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

/** What a bound counts: nothing for numbers themselves. */
function counted(origin: string, bound: number | bigint): string {
  if (origin === 'array') return ' in the list';
  if (origin !== 'string') return '';
  return Number(bound) === 1 ? ' character' : ' characters';
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${listed(issue.values)}`;
    case 'unrecognized_keys':
      return 'unknown key; correct or remove it';
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${counted(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${counted(issue.origin, issue.maximum)}`;
    case 'invalid_union':
      if (issue.input === undefined) return 'required';
      return 'options' in issue && issue.options
        ? `expected one of ${listed(issue.options)}`
        : 'does not fit any of the allowed forms';
    case 'invalid_key':
      return issue.issues[0]?.message || 'not an allowed key';
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'custom':
      return issue.message || 'not allowed';
  }
}

function sentence(base: string, path: readonly PropertyKey[], issue: Issue): string {
  const at = pathOf(base, path);
  return at === '' ? expectation(issue) : `${at}: ${expectation(issue)}`;
}

/**
 * What is wrong with a document or its options, one sentence each: `series[0].device: required`. Never quotes a value.
 * @param error of a parse with `reportInput`, so that what is missing can be told from what is wrong
 * @param base path of what was parsed, where it is part of something larger
 */
export function problemsOf(error: { readonly issues: readonly Issue[] }, base = ''): string[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => sentence(base, [...issue.path, key], issue))
      : [sentence(base, issue.path, issue)],
  );
}
