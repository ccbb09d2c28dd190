import type { Database } from '../../platform/database';
import { entityId, isRna, isSiret, isSlug } from '../../platform/identifiers';
import type { Resolve, Resolved } from './resolve-references';

interface ActorRow {
  id: string;
  /** The id that was asked, which a merge may have left behind. */
  asked: string;
  siret: string | null;
  rna: string | null;
  closed: boolean;
}

type Asked = { by: 'id' | 'siret' | 'rna'; value: string } | undefined;

/**
 * Finds actors by SIRET, RNA number, slug or id in the directory of the actors subgraph, one statement a batch.
 * A merged actor stands for the one kept, and an actor at work comes before one that is closed.
 * A SIRET whose check digit is wrong is taken when the directory holds it: real registers hold a few.
 */
export function actorResolver(actors: Database): () => Resolve {
  return () => async (written) => {
    const asked = written.map(actorKey);
    const valuesOf = (by: string): string[] => asked.flatMap((key) => (key?.by === by ? [key.value] : []));
    const rows = await actors.rows<ActorRow>(
      'import.actors',
      `SELECT id, id AS asked, siret, rna, closed_on IS NOT NULL AS closed FROM actor
       WHERE id = ANY($1::text[]) OR siret = ANY($2::text[]) OR rna = ANY($3::text[])
       UNION ALL
       SELECT a.id, r.old_id, NULL, NULL, FALSE FROM actor_redirect r JOIN actor a ON a.id = r.actor_id
       WHERE r.old_id = ANY($1::text[])
       ORDER BY 1`,
      [valuesOf('id'), valuesOf('siret'), valuesOf('rna')],
    );
    const found = {
      id: new Map<string, string[]>(),
      siret: new Map<string, string[]>(),
      rna: new Map<string, string[]>(),
    };
    for (const by of ['id', 'siret', 'rna'] as const) {
      // A number that one at work and one that is closed both bear means the one at work.
      for (const closed of [false, true]) {
        const taken = new Set(found[by].keys());
        for (const row of rows) {
          const value = by === 'id' ? row.asked : row[by];
          if (row.closed !== closed || value === null || taken.has(value)) continue;
          found[by].set(value, [...(found[by].get(value) ?? []), row.id]);
        }
      }
    }
    return asked.map((key) => resolved(key, key === undefined ? [] : (found[key.by].get(key.value) ?? [])));
  };
}

/** How a written value names an actor; undefined when it cannot name one. */
function actorKey(written: string): Asked {
  const compact = written.replace(/[\s.\u00a0\u202f]/g, '');
  if (/^\d{14}$/.test(compact)) return { by: 'siret', value: compact };
  if (isRna(compact.toUpperCase())) return { by: 'rna', value: compact.toUpperCase() };
  const slug = written.startsWith('actor:') ? written.slice('actor:'.length) : written;
  // A number that is no SIRET is a mistake, though it has the form of a slug.
  return isSlug(slug) && !/^\d+$/.test(slug) ? { by: 'id', value: entityId('actor', slug) } : undefined;
}

function resolved(key: Asked, ids: readonly string[]): Resolved {
  if (key === undefined) return { fault: 'MALFORMED_ACTOR' };
  const wrongKey = key.by === 'siret' && !isSiret(key.value);
  const [id, ...others] = ids;
  if (id === undefined) return { fault: wrongKey ? 'WRONG_SIRET_KEY' : 'UNKNOWN_ACTOR' };
  if (others.length > 0)
    return { fault: 'AMBIGUOUS_ACTOR', detail: ids.map((each) => each.slice(6)).join(', ') };
  return wrongKey
    ? {
        id,
        notice: `le SIRET ${key.value} a une clé de contrôle fausse ; il est gardé, l’annuaire le tient pour ${id}`,
      }
    : { id };
}
