import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { Nature } from '../../../platform/vocabulary/nature';
import { within } from './flow-conditions';

/** An impact measure with its indicator. */
export interface MeasureRow {
  id: string;
  project: string;
  value: string;
  unit: string;
  nature: Nature;
  periodStart: string | null;
  periodEnd: string | null;
  confidence: Confidence;
  indicatorCode: string;
  indicatorName: string;
  indicatorUnit: string;
  indicatorDefinition: string;
}

/** Which measures are meant: a filter whose ids have been checked. Absent means no restriction. */
export interface MeasureCriteria {
  indicators: readonly string[] | null;
  project: string | null;
  territory: string | null;
  nature: Nature | null;
  year: number | null;
}

/** Position in the order of every list of measures. */
export type MeasurePosition = readonly [indicator: string, periodStart: string | null, id: string];

export interface MeasurePage {
  first: number;
  after: MeasurePosition | undefined;
}

const COLUMNS = `
  m.id, m.project, m.value, m.unit, m.nature, m.period_start AS "periodStart", m.period_end AS "periodEnd",
  m.confidence, i.code AS "indicatorCode", i.name AS "indicatorName", i.unit AS "indicatorUnit",
  i.definition AS "indicatorDefinition"`;

/** A measure without a period stands after those that have one. */
const ORDER = `m.indicator, COALESCE(m.period_start, 'infinity'), m.id`;

/** The conditions of a filter on `measure m`. */
export function measureConditions(criteria: MeasureCriteria, after?: MeasurePosition): SqlConditions {
  const conditions = new SqlConditions()
    .when(criteria.indicators, (codes) => `m.indicator = ANY(${codes})`)
    .when(criteria.project, (project) => `m.project = ${project}`)
    .when(criteria.territory, (id) => within('m.territory', id))
    .when(criteria.nature, (nature) => `m.nature = ${nature}`)
    // A measure with one date stands for that day; one with none belongs to no year.
    .when(
      criteria.year,
      (year) => `COALESCE(m.period_start, m.period_end) <= make_date(${year}, 12, 31)
        AND COALESCE(m.period_end, m.period_start) >= make_date(${year}, 1, 1)`,
    );
  if (after) {
    const [indicator, periodStart, id] = after.map((value) => conditions.value(value));
    conditions.always(`(${ORDER}) > (${indicator}, COALESCE(${periodStart}::date, 'infinity'), ${id})`);
  }
  return conditions;
}

/** One page of the measures that match, plus one row. */
export function measurePage(
  database: Database,
  criteria: MeasureCriteria,
  page: MeasurePage,
): Promise<MeasureRow[]> {
  const conditions = measureConditions(criteria, page.after);
  return database.rows(
    'measures.page',
    `SELECT ${COLUMNS} FROM measure m JOIN indicator i ON i.code = m.indicator
     WHERE ${conditions.where} ORDER BY ${ORDER} LIMIT ${conditions.value(page.first + 1)}`,
    conditions.values,
  );
}

/** How many measures match. */
export async function countMeasures(database: Database, criteria: MeasureCriteria): Promise<number> {
  const conditions = measureConditions(criteria);
  const [row] = await database.rows<{ count: number }>(
    'measures.count',
    `SELECT count(*) AS count FROM measure m WHERE ${conditions.where}`,
    conditions.values,
  );
  return row?.count ?? 0;
}

/** All measures of many projects, of both natures, in the order of the lists. */
export function measuresOfProjects(database: Database, projects: readonly string[]): Promise<MeasureRow[]> {
  return database.rows(
    'measures.ofProjects',
    `SELECT ${COLUMNS} FROM measure m JOIN indicator i ON i.code = m.indicator
     WHERE m.project = ANY($1) ORDER BY ${ORDER}`,
    [projects],
  );
}

/** SQL for the territories asked for, each with its key. */
const asked = (ids: string) => `(SELECT id, key FROM ${territoryKeysSql(ids)} AS known) AS owner`;
const COUNTED_IN = 'm.territory IN (SELECT descendant FROM territory_closure WHERE ancestor = owner.key)';

/** One page of measures for each territory, in a single statement. */
export function measurePagesOf(
  database: Database,
  territories: readonly string[],
  criteria: MeasureCriteria,
  page: MeasurePage,
): Promise<(MeasureRow & { owner: string })[]> {
  const conditions = measureConditions(criteria, page.after);
  return database.rows(
    'measures.pagesOfTerritories',
    `SELECT owner.id AS owner, ${COLUMNS}
     FROM ${asked(conditions.value(territories))}
     CROSS JOIN LATERAL (
       SELECT * FROM measure m WHERE ${COUNTED_IN} AND ${conditions.where}
       ORDER BY ${ORDER} LIMIT ${conditions.value(page.first + 1)}
     ) AS m JOIN indicator i ON i.code = m.indicator
     ORDER BY ${ORDER}`,
    conditions.values,
  );
}

/** How many measures count in each territory; unknown ones are absent. */
export function countMeasuresOf(
  database: Database,
  territories: readonly string[],
  criteria: MeasureCriteria,
): Promise<{ owner: string; count: number }[]> {
  const conditions = measureConditions(criteria);
  return database.rows(
    'measures.countsOfTerritories',
    `SELECT owner.id AS owner, m.count
     FROM ${asked(conditions.value(territories))}
     CROSS JOIN LATERAL (
       SELECT count(*) AS count FROM measure m WHERE ${COUNTED_IN} AND ${conditions.where}
     ) AS m`,
    conditions.values,
  );
}
