/** `rules/flow-id.ts` in SQL: the writer names a million flows at once. */
const MAX_ID = 200;

/** SQL for the id of a flow with a digest. Both arguments are SQL of texts without NULL. */
export function flowIdWithDigestSql(source: string, externalId: string): string {
  const lower = `translate(${externalId}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
  const readable = `trim(BOTH '-' FROM left(regexp_replace(${lower} COLLATE "C", '[^a-z0-9]+', '-', 'g'), 60))`;
  return `concat_ws('-', 'flow:' || ${source}, NULLIF(${readable}, ''), left(md5(${externalId}), 16))`;
}

/**
 * SQL for the id of a flow.
 * @param taken SQL telling whether a plain id is another source's; undefined when none can be
 */
export function flowIdSql(source: string, externalId: string, taken?: (plain: string) => string): string {
  const plain = `'flow:' || ${source} || '-' || ${externalId}`;
  const free = taken ? `AND NOT ${taken(plain)}` : '';
  return `CASE WHEN ${externalId} COLLATE "C" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'
      AND length(${source}) + 1 + length(${externalId}) <= ${MAX_ID} ${free}
    THEN ${plain} ELSE ${flowIdWithDigestSql(source, externalId)} END`;
}
