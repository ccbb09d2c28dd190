import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { misspellings } from '../rules/misspellings';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

export interface TerritoryCriteria {
  /** Folded as `foldName` does; undefined lists all. */
  search: string | undefined;
  level: TerritoryLevel | undefined;
  /** Id of the territory that must contain them; it is not in the list itself. */
  within: string | undefined;
}

/** Position in the order of levels: rank of the level, folded name, id. */
export type LevelPosition = readonly [levelRank: number, searchName: string, id: string];

/** Position under a search: tier, lack of likeness, minus the population, rank of the level, id. */
export type RelevancePosition = readonly [
  tier: number,
  unlikeness: number,
  weight: number,
  levelRank: number,
  id: string,
];

/** Territories from France down to the communes, each level by folded name, then id. */
export function territoriesByLevel(
  database: Database,
  criteria: TerritoryCriteria,
  limit: number,
  after: LevelPosition | undefined,
): Promise<(TerritoryRow & { levelRank: number; searchName: string })[]> {
  const conditions = where(criteria);
  if (after) {
    const [rank, name, id] = after.map((part) => conditions.value(part));
    conditions.always(
      `(territory.level_rank, territory.search_name, territory.id) > (${rank}::smallint, ${name}::text, ${id}::text)`,
    );
  }
  return database.rows(
    'territories.byLevel',
    `SELECT ${TERRITORY_COLUMNS}, territory.level_rank AS "levelRank", territory.search_name AS "searchName"
     FROM territory
     WHERE ${conditions.where}
     ORDER BY territory.level_rank, territory.search_name, territory.id
     LIMIT ${conditions.value(limit)}`,
    conditions.values,
  );
}

/**
 * Territories whose name is the text searched, begins with it (after an article or not), or is like it; each by population, which settles
 * what most people mean by a name that several bear. What counts as like, the best first: the text as
 * words of a longer name, a name one typing error away, trigrams in common.
 */
export function territoriesByRelevance(
  database: Database,
  criteria: TerritoryCriteria & { search: string },
  limit: number,
  after: RelevancePosition | undefined,
): Promise<(TerritoryRow & { tier: number; unlikeness: number; weight: number; levelRank: number })[]> {
  const conditions = new SqlConditions();
  const search = conditions.value(criteria.search);
  const near = conditions.value(misspellings(criteria.search));
  const withArticle = conditions.value(ARTICLES.map((article) => `${article} ${criteria.search}`));
  const named = where({ ...criteria, search: undefined }, conditions).where;
  const matching = alike(conditions, criteria.search).where;
  const rows = conditions.value(limit);
  const position = after?.map((part) => conditions.value(part));
  return database.rows(
    'territories.byRelevance',
    `WITH named AS MATERIALIZED (
       SELECT territory.key FROM territory
        WHERE (${begins(search)} OR territory.search_name = ANY(${withArticle}::text[])) AND ${named}),
     matching AS (
       SELECT key FROM named
       -- Names that are like the text come after all these: thousands are like "le", and none is compared for nothing.
       UNION SELECT territory.key FROM territory
              WHERE ${position ? 'TRUE' : `(SELECT count(*) FROM named) < ${rows}::bigint`} AND ${matching})
     SELECT ${TERRITORY_COLUMNS}, tier, unlikeness, weight, level_rank AS "levelRank"
     FROM (
       SELECT territory.*, tier,
         -- Likeness in thousandths: whole numbers pass through a cursor unchanged.
         CASE WHEN tier < 2 THEN 0 ELSE 1000 - round(1000 * greatest(
           similarity(search_name, ${search}),
           ${WORDS_LIKENESS} * word_similarity(${search}, search_name),
           CASE WHEN near.name IS NOT NULL THEN ${NEAR_LIKENESS} END))::int
         END AS unlikeness,
         -- "bordeau" means Bordeaux rather than Bordeaux Métropole, but "nan" Nantes rather than Nant.
         -coalesce(population, 0) * CASE WHEN near.name IS NULL THEN 1 ELSE 4 END AS weight
       FROM territory
       LEFT JOIN unnest(${near}::text[]) AS near(name) ON near.name = territory.search_name
       CROSS JOIN LATERAL (SELECT CASE
         WHEN search_name = ${search} THEN 0
         WHEN ${begins(search)} OR search_name = ANY(${withArticle}::text[]) THEN 1
         ELSE 2 END AS tier) AS rank
       WHERE territory.key IN (SELECT key FROM matching)
     ) AS territory
     WHERE ${
       position
         ? `(tier, unlikeness, weight, level_rank, id)
            > (${position[0]}::int, ${position[1]}::int, ${position[2]}::int, ${position[3]}::int, ${position[4]}::text)`
         : 'TRUE'
     }
     ORDER BY tier, unlikeness, weight, level_rank, id
     LIMIT ${rows}`,
    conditions.values,
  );
}

/** Who looks for Le Mans or La Rochelle may leave them out, as atlases do. */
const ARTICLES = ['le', 'la', 'les', 'l'];

/** Likeness of a name that holds the text searched among other words. */
const WORDS_LIKENESS = 0.8;
/** Likeness of a name one typing error away: "lyon" finds Métropole de Lyon before Laon. */
const NEAR_LIKENESS = 0.79;

/** Above what the operator % asks: "saint etienne" is not every name with a saint in it. */
const LEAST_LIKENESS = 0.4;

/** How many territories meet the criteria. */
export async function countTerritories(database: Database, criteria: TerritoryCriteria): Promise<number> {
  const conditions = where(criteria);
  const [row] = await database.rows<{ count: number }>(
    'territories.count',
    `SELECT count(*) AS count FROM territory WHERE ${conditions.where}`,
    conditions.values,
  );
  return row?.count ?? 0;
}

function where(
  { search, level, within }: TerritoryCriteria,
  conditions: SqlConditions = new SqlConditions(),
): SqlConditions {
  if (search !== undefined) alike(conditions, search);
  return conditions
    .when(level, (value) => `territory.level = ${value}`)
    .when(
      within,
      (id) =>
        `EXISTS (SELECT FROM territory_closure AS closure
                 WHERE closure.ancestor = ${territoryKeySql(id)}
                   AND closure.descendant = territory.key AND closure.descendant <> closure.ancestor)`,
    );
}

/** Adds the condition of a search. */
function alike(conditions: SqlConditions, search: string): SqlConditions {
  const text = conditions.value(search);
  return conditions.always(
    `${begins(text)} OR ${text} <% territory.search_name
     OR (territory.search_name % ${text} AND similarity(territory.search_name, ${text}) >= ${LEAST_LIKENESS})
     OR territory.search_name = ANY(${conditions.value(misspellings(search))}::text[])`,
  );
}

/** As a range, which an index serves whatever the text: folded names hold letters, digits and spaces only. */
function begins(text: string): string {
  return `(territory.search_name >= ${text} AND territory.search_name < ${text} || '${LAST_CHARACTER}')`;
}

/** After every letter in the byte order of the column's collation. */
const LAST_CHARACTER = '\u{10FFFF}';
