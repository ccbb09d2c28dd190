import { badUserInput } from './errors';

/**
 * SQL for the key of a territory id: a current one or an old code that stands for it today; NULL when unknown.
 * To be used where one value is wanted: `JOIN territory_closure ON ancestor = ${territoryKeySql('$1')}`.
 */
export function territoryKeySql(placeholder: string): string {
  return `(SELECT key FROM territory WHERE id = ${placeholder}
           UNION ALL SELECT target FROM territory_alias WHERE id = ${placeholder} LIMIT 1)`;
}

/**
 * SQL for many ids at once: rows (id, key), the id as it was asked; unknown ids give no row.
 * @param placeholder of one text[] parameter without repeats
 */
export function territoryKeysSql(placeholder: string): string {
  return `(SELECT id, key FROM territory WHERE id = ANY(${placeholder}::text[])
           UNION ALL SELECT id, target AS key FROM territory_alias WHERE id = ANY(${placeholder}::text[]))`;
}

/** A filter that names a territory of good form that nobody knows: an empty list would hide the mistake. */
export function unknownTerritory(id: string, argument = 'territory') {
  return badUserInput(
    `territory ${JSON.stringify(id)} is unknown: \`${argument}\` must name a territory of the current official code (or an old commune code), or a PAT. Find ids with territories(search: …).`,
    argument,
  );
}
