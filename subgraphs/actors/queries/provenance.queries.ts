import type { Database } from '../../../platform/database';
import type { Source } from '../../../platform/source';
import type { DoubtReason } from '../../../platform/vocabulary/doubt-reason';
import type { IdentifierKind } from '../../../platform/vocabulary/identifier-kind';
import { statementText } from '../rules/statement-text';
import { BEST_FIRST, GATHERED, HELD, RANK_JOINS } from './chosen-statement-sql';

interface Provenance {
  actorId: string;
  attribute: string;
  value: string;
  source: Source;
  statedOn: string;
  chosen: boolean;
}

interface Doubt {
  actorId: string;
  identifier: IdentifierKind;
  value: string;
  reason: DoubtReason;
  source: Source;
}

const source = (alias: string, locator: string): string =>
  `json_build_object('title', ${alias}.title, 'publisher', ${alias}.publisher, 'date', ${alias}.date::text, 'url', ${alias}.url,
    'licence', ${alias}.licence, 'locator', nullif(${locator}, ''))`;

/** What each source says of each attribute of actors, the best first. */
export async function provenanceOfActors(database: Database, ids: readonly string[]): Promise<Provenance[]> {
  const rows = await database.rows<Omit<Provenance, 'value'> & { value: unknown }>(
    'actors.provenance',
    `SELECT st.actor_id AS "actorId", st.attribute, st.value, st.stated_on::text AS "statedOn",
       ${source('so', 'st.external_id')} AS source,
       CASE WHEN st.attribute = ANY ($2)
         THEN ${HELD} OR NOT bool_or(${HELD}) OVER (PARTITION BY st.actor_id, st.attribute)
         ELSE row_number() OVER (PARTITION BY st.actor_id, st.attribute ORDER BY ${BEST_FIRST}) = 1 END AS chosen
     FROM actor_statement st ${RANK_JOINS}
     WHERE st.actor_id = ANY ($1)
     ORDER BY st.actor_id, st.attribute, ${BEST_FIRST}`,
    [ids, GATHERED],
  );
  return rows.map((row) => ({ ...row, value: statementText(row.value) }));
}

/** Doubtful identifiers of actors. */
export function doubtsOfActors(database: Database, ids: readonly string[]): Promise<Doubt[]> {
  return database.rows(
    'actors.doubts',
    `SELECT d.actor_id AS "actorId", d.identifier, d.value, d.reason, ${source('so', 'd.external_id')} AS source
     FROM identifier_doubt d JOIN source so ON so.slug = d.source
     WHERE d.actor_id = ANY ($1) ORDER BY d.actor_id, d.identifier, d.source, d.external_id`,
    [ids],
  );
}
