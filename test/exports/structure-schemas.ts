import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const OURS = path.join(__dirname, 'fixtures', 'structure-v1.schema.json');
/** The published schema, which is not ours to carry. */
const PUBLISHED = path.join(__dirname, '../../../shared/data/data-inclusion-structure-v1.schema.json');

/** Validators of a data.inclusion structure: our reading of the schema and, where it is at hand, the schema itself. */
export function structureValidators(): ValidateFunction[] {
  const files = existsSync(PUBLISHED) ? [OURS, PUBLISHED] : [OURS];
  if (files.length === 1)
    process.stderr.write('skipped: the published schema of data.inclusion is not here\n');
  return files.map((file) => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  });
}
