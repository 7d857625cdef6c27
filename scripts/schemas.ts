// `npm run schema`: writes the JSON schemas in public/ from those the page itself checks with.
import { writeFileSync } from 'node:fs';
import { configSchema } from '../src/config/json-schema.ts';
import { dashboardSchema } from '../src/dashboards/json-schema.ts';

const folder = new URL('../public/', import.meta.url);
writeFileSync(new URL('config.schema.json', folder), configSchema());
writeFileSync(new URL('dashboard.schema.json', folder), dashboardSchema());
