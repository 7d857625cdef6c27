// `npm run schema`: writes public/config.schema.json from the schema the page itself checks with.
import { writeFileSync } from 'node:fs';
import { configSchema } from '../src/config/json-schema.ts';

writeFileSync(new URL('../public/config.schema.json', import.meta.url), configSchema());
