import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/config.ts';

const PAGE = 'https://plant.example/plant7/';
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The examples, without comments. */
const blocks = [...readme.matchAll(/^```jsonc\n(.*?)^```$/gms)].map(([, block = '']) =>
  block.replace(/("(?:[^"\\]|\\.)*")|\/\/.*|\/\*.*?\*\//g, '$1'),
);
const file = blocks.find((block) => block.trim().startsWith('{') && block.includes('"connections"'));
/** Of each back end one after the other, with nothing between them. */
const connections = blocks
  .filter((block) => /^\{ "id"/m.test(block))
  .flatMap((block) => block.split(/^(?=\{ "id")/m))
  .filter((one) => one.trim() !== '')
  .map((one): { id: string; protocol: string } => JSON.parse(one));

describe('the configuration that README.md shows', () => {
  it('is taken as a whole, without a word', () => {
    const { config, problems } = checkConfig({ ...JSON.parse(file ?? ''), connections }, PAGE);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ title: 'Plant 7', oidc: { clientId: 'signalbox' } });
    expect(config?.engine.connections).toHaveLength(connections.length);
  });

  it('has an example of every kind of back end', () => {
    expect(connections.map(({ id, protocol }) => `${id}: ${protocol}`)).toEqual([
      'bridge: clown-talk',
      'fleet: drogue',
      'cells: kamea',
      'jobs: webchannel',
      'edge: streambed',
      'own: json',
      'service: json',
    ]);
  });
});
