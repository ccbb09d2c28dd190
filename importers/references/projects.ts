import type { Database } from '../../platform/database';
import { entityId } from '../../platform/identifiers';
import type { Resolve } from './resolve-references';

/** Finds projects by slug or id, one statement a batch. */
export function projectResolver(actors: Database): () => Resolve {
  return () => async (written) => {
    const ids = written.map((word) => (word.startsWith('project:') ? word : entityId('project', word)));
    const rows = await actors.rows<{ id: string }>(
      'import.projects',
      'SELECT id FROM project WHERE id = ANY($1::text[])',
      [ids],
    );
    const known = new Set(rows.map(({ id }) => id));
    return ids.map((id) => (known.has(id) ? { id } : { fault: 'UNKNOWN_PROJECT' }));
  };
}
