/** Whether a name fits. */
export type Matcher = (name: string) => boolean;

/** Makes a matcher of a pattern, in which `*` stands for any run of characters, none included. Takes linear time, whatever the names. */
export function matcher(pattern: string): Matcher {
  const parts = pattern.split('*');
  if (parts.length === 1) return (name) => name === pattern;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1).filter((part) => part !== '');
  if (first === '' && last === '' && middle.length === 0) return () => true;
  return (name) => {
    const end = name.length - last.length;
    if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let from = first.length;
    for (const part of middle) {
      const at = name.indexOf(part, from);
      if (at < 0 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}
