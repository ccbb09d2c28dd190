import type { QueryRunner } from 'typeorm';
import { entityId } from '../../platform/identifiers';
import type { Resolve } from './resolve-references';

/** Finds funding schemes by slug or id. */
export function schemeResolver(runner: QueryRunner): () => Resolve {
  return () => async (written) => {
    const ids = written.map((word) => (word.startsWith('scheme:') ? word : entityId('scheme', word)));
    const rows = (await runner.query('SELECT id FROM funding_scheme WHERE id = ANY($1::text[])', [ids])) as {
      id: string;
    }[];
    const known = new Set(rows.map(({ id }) => id));
    return ids.map((id) => (known.has(id) ? { id } : { fault: 'UNKNOWN_SCHEME', detail: '' }));
  };
}
