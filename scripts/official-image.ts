/** What nginx's official image does when it starts, and what the image of docs/deploy/Dockerfile adds to it. */

/** Where the image looks for templates, in folders below too. */
export const TEMPLATES = '/etc/nginx/templates/';

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string>>;

/** A text by the path that it lies under. */
export type Files = ReadonlyMap<string, string>;

/** As `envsubst` does it that has been told the names: what has none of them stays, so that nginx's own variables do. */
function filled(template: string, environment: Environment): string {
  return template.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    return environment[name] ?? all;
  });
}

/** What lies in nginx's `conf.d` once the image has started: its templates, filled in. By the path below `conf.d`. */
export function startedWith(mounted: Files, environment: Environment): Files {
  const made = new Map<string, string>();
  for (const [path, text] of mounted) {
    const place = /^\/etc\/nginx\/templates\/(.+)\.template$/.exec(path)?.[1];
    if (place !== undefined) made.set(place, filled(text, environment));
  }
  return made;
}

/** What the image is made of: its environment, and the templates it brings along by where they come from. */
export function readDockerfile(text: string): {
  readonly environment: Environment;
  readonly copied: ReadonlyMap<string, string>;
} {
  const lines = text.replace(/\\\n\s*/g, '').split('\n');
  const environment: Record<string, string> = {};
  const copied = new Map<string, string>();
  for (const line of lines) {
    if (line.startsWith('ENV '))
      for (const [, name = '', quoted, bare = ''] of line.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g))
        environment[name] = quoted ?? bare;
    const [, from, to] = /^COPY (docs\S+) (\S+)$/.exec(line) ?? [];
    if (from !== undefined && to !== undefined) copied.set(to, from);
  }
  return { environment, copied };
}
