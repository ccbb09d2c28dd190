import type { EntityKind } from './identifiers';

const LONGEST = 200;
const READABLE = 60;

/**
 * SQL for the id of an imported record, told by its source and its external id alone, so that a corrected file finds
 * the record again: `measure:<source>-<external id>`, or with a digest in place of what no id may hold.
 * Two sources of which one name begins with the other could claim one id: see `heldSql`.
 * @param source SQL of the slug of the source
 * @param externalId SQL of the external id, not NULL, of a "C" collation
 * @param heldSql SQL telling whether an id is held by another source; the digest then tells them apart
 */
export function importedIdSql(
  kind: EntityKind,
  source: string,
  externalId: string,
  heldSql: (plain: string) => string,
): string {
  const plain = `'${kind}:' || ${source} || '-' || ${externalId}`;
  const readable = `trim(BOTH '-' FROM left(regexp_replace(lower(${externalId}), '[^a-z0-9]+', '-', 'g'), ${READABLE}))`;
  const digest = `left(md5(${source} || '/' || ${externalId}), 16)`;
  return `CASE WHEN ${externalId} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'
      AND length(${source}) + length(${externalId}) < ${LONGEST - 12} AND NOT ${heldSql(plain)}
    THEN ${plain}
    ELSE concat_ws('-', '${kind}:' || ${source}, NULLIF(${readable}, ''), ${digest}) END`;
}
