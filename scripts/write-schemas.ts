import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { configurationSchemas } from './configuration-schemas.ts';

/** Writes schemas/filter.schema.json and schemas/overrides.schema.json: npx tsx scripts/write-schemas.ts */
for (const [name, schema] of Object.entries(configurationSchemas()))
  await writeFile(
    `schemas/${name}`,
    await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 }),
  );
