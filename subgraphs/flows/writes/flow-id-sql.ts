/** `rules/flow-id.ts` in SQL: the writer names a million flows at once. */
const MAX_ID = 200;

/** Characters of an external id that stay readable in front of its digest. */
const READABLE = 60;

/**
 * SQL for the id of a flow with a digest. Both arguments are SQL of texts without NULL. Most external ids that are no slug
 * only have capitals: a third of the time gives the same for them.
 */
export function flowIdWithDigestSql(source: string, externalId: string): string {
  const bytes = `${externalId} COLLATE "C"`;
  return `CASE WHEN ${bytes} ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' AND length(${externalId}) <= ${READABLE}
    THEN 'flow:' || ${source} || '-' || lower(${bytes}) || '-' || ${digestSql(externalId)}
    ELSE ${anyIdWithDigestSql(source, externalId)} END`;
}

function digestSql(externalId: string): string {
  return `left(md5(${externalId}), 16)`;
}

function anyIdWithDigestSql(source: string, externalId: string): string {
  const lower = `translate(${externalId}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
  const readable = `trim(BOTH '-' FROM left(regexp_replace(${lower} COLLATE "C", '[^a-z0-9]+', '-', 'g'), ${READABLE}))`;
  return `concat_ws('-', 'flow:' || ${source}, NULLIF(${readable}, ''), ${digestSql(externalId)})`;
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
