import type { QueryRunner } from 'typeorm';
import { importedIdSql } from '../../../platform/imported-id';

export interface MeasureMergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  retracted: number;
}

/** Makes the table that imported measures are brought in through; it lives until the transaction ends. */
export async function createMeasureStage(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE staged_measure (
      line bigint,
      external_id text COLLATE "C" NOT NULL,
      project text COLLATE "C" NOT NULL,
      indicator text COLLATE "C" NOT NULL,
      value numeric NOT NULL,
      unit text NOT NULL,
      nature text NOT NULL,
      period_start date,
      period_end date,
      confidence text NOT NULL,
      locator text NOT NULL DEFAULT ''
    ) ON COMMIT DROP`);
}

const STATED = 'project, indicator, value, unit, nature, period_start, period_end, confidence, territory';

/**
 * Brings what is staged into the measures of a source, in the caller's transaction: inserts what is new, updates
 * what differs, leaves the rest untouched. External ids must differ.
 * @param replace whether measures of the source that the stage does not hold are retracted
 */
export async function mergeStagedMeasures(
  runner: QueryRunner,
  { source, replace }: { source: string; replace: boolean },
): Promise<MeasureMergeCounts> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon measures'))`);
  const held = (id: string): string =>
    `EXISTS (SELECT FROM measure_source AS other WHERE other.measure_id = ${id} AND other.source <> $1)`;
  await runner.query(
    `CREATE TEMP TABLE incoming_measure ON COMMIT DROP AS
     WITH narrowest AS (
       SELECT DISTINCT ON (holder.project) holder.project, holder.ancestor AS territory
       FROM (
         SELECT p.project, c.ancestor
         FROM project_territory p JOIN territory_closure c ON c.descendant = p.territory
         WHERE p.project IN (SELECT project FROM staged_measure)
         GROUP BY p.project, c.ancestor
         HAVING count(*) = (SELECT count(*) FROM project_territory q WHERE q.project = p.project)
       ) AS holder
       JOIN territory t ON t.key = holder.ancestor AND NOT t.imported
       ORDER BY holder.project, t.commune_count,
         (SELECT count(*) FROM territory_closure above WHERE above.descendant = t.key) DESC, t.id
     )
     SELECT ${importedIdSql('measure', '$1::text', 's.external_id', held)} AS id, s.*, narrowest.territory
     FROM staged_measure s LEFT JOIN narrowest USING (project)`,
    [source],
  );
  await runner.query('CREATE UNIQUE INDEX ON incoming_measure (id)');
  await runner.query('ANALYZE incoming_measure');
  const retracted = replace ? await retractMeasuresBut(runner, source, 'incoming_measure') : 0;
  const [counts] = (await runner.query(
    `WITH same AS (
       SELECT m.id FROM measure m JOIN incoming_measure s USING (id)
       JOIN measure_source cited ON cited.measure_id = m.id AND cited.source = $1
       WHERE (${qualified('m')}, scale(m.value), cited.locator)
         IS NOT DISTINCT FROM (${qualified('s')}, scale(s.value), s.locator)
     ), written AS (
       INSERT INTO measure AS stored (id, ${STATED})
       SELECT id, ${STATED} FROM incoming_measure WHERE id NOT IN (SELECT id FROM same)
       ON CONFLICT (id) DO UPDATE SET (${STATED}) = ROW(${qualified('EXCLUDED')})
       RETURNING id, (xmax = 0) AS fresh
     )
     SELECT (SELECT count(*) FROM same)::int AS unchanged, count(*) FILTER (WHERE fresh)::int AS inserted,
       count(*) FILTER (WHERE NOT fresh)::int AS updated FROM written`,
    [source],
  )) as Omit<MeasureMergeCounts, 'retracted'>[];
  await runner.query(
    `DELETE FROM measure_source cited USING incoming_measure s
     WHERE cited.measure_id = s.id AND cited.source = $1 AND cited.locator <> s.locator`,
    [source],
  );
  await runner.query(
    `INSERT INTO measure_source (measure_id, source, locator) SELECT id, $1, locator FROM incoming_measure
     ON CONFLICT DO NOTHING`,
    [source],
  );
  await runner.query('DROP TABLE incoming_measure');
  return { unchanged: 0, inserted: 0, updated: 0, ...counts, retracted };
}

/** Retracts every measure of a source. */
export function retractMeasures(runner: QueryRunner, source: string): Promise<number> {
  return retractMeasuresBut(runner, source, undefined);
}

async function retractMeasuresBut(
  runner: QueryRunner,
  source: string,
  kept: string | undefined,
): Promise<number> {
  const gone =
    kept === undefined ? '' : `AND NOT EXISTS (SELECT FROM ${kept} AS kept WHERE kept.id = cited.measure_id)`;
  const [row] = (await runner.query(
    `WITH gone AS (
       DELETE FROM measure USING measure_source cited
       WHERE cited.measure_id = measure.id AND cited.source = $1 ${gone} RETURNING measure.id
     ) SELECT count(*)::int AS retracted FROM gone`,
    [source],
  )) as { retracted: number }[];
  return row?.retracted ?? 0;
}

function qualified(alias: string): string {
  return STATED.split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');
}
