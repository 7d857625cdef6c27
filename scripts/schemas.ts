// `npm run schema`: writes the JSON schemas in public/, or in the folder that is named, from those the page itself checks with.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configSchema } from '../src/config/json-schema.ts';
import { dashboardSchema } from '../src/dashboards/json-schema.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../public', import.meta.url));
writeFileSync(`${folder}/config.schema.json`, configSchema());
writeFileSync(`${folder}/dashboard.schema.json`, dashboardSchema());
