import type { QueryRunner } from 'typeorm';
import { importedIdSql } from '../../../platform/imported-id';

export interface AwardMergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  retracted: number;
}

/** Makes the table that imported awards are brought in through; it lives until the transaction ends. */
export async function createAwardStage(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE staged_award (
      line bigint,
      external_id text COLLATE "C" NOT NULL,
      funder text COLLATE "C",
      funder_category text NOT NULL,
      recipient text COLLATE "C",
      project text COLLATE "C",
      scheme text COLLATE "C",
      instrument text NOT NULL,
      nature text NOT NULL,
      amount numeric(14,2),
      share numeric(9,8),
      date date,
      period_start date,
      period_end date,
      expenses text[] NOT NULL DEFAULT '{}',
      -- Key of the territory that it is attributed to; see attribution.ts.
      territory integer,
      locator text NOT NULL DEFAULT ''
    ) ON COMMIT DROP`);
}

const STATED =
  'funder, funder_category, recipient, project, scheme, instrument, nature, amount, share, date, period_start, period_end, expenses, territory';

/**
 * Brings what is staged into the awards of a source, in the caller's transaction: inserts what is new, updates what
 * differs, leaves the rest untouched. External ids must differ.
 * @param replace whether awards of the source that the stage does not hold are retracted
 */
export async function mergeStagedAwards(
  runner: QueryRunner,
  { source, replace }: { source: string; replace: boolean },
): Promise<AwardMergeCounts> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon awards'))`);
  const held = (id: string): string =>
    `EXISTS (SELECT FROM award_source AS other WHERE other.award = ${id} AND other.source <> $1)`;
  await runner.query(
    `CREATE TEMP TABLE incoming_award ON COMMIT DROP AS
     SELECT ${importedIdSql('award', '$1::text', 's.external_id', held)} AS id, s.* FROM staged_award s`,
    [source],
  );
  await runner.query('CREATE UNIQUE INDEX ON incoming_award (id)');
  await runner.query('ANALYZE incoming_award');
  const retracted = replace ? await retractAwardsBut(runner, source, 'incoming_award') : 0;
  const [counts] = (await runner.query(
    `WITH same AS (
       SELECT a.id FROM award a JOIN incoming_award s USING (id)
       JOIN award_source cited ON cited.award = a.id AND cited.source = $1
       WHERE (${qualified('a')}, cited.locator) IS NOT DISTINCT FROM (${qualified('s')}, s.locator)
     ), written AS (
       INSERT INTO award AS stored (id, cited, ${STATED})
       SELECT id, $1, ${STATED} FROM incoming_award WHERE id NOT IN (SELECT id FROM same)
       ON CONFLICT (id) DO UPDATE SET (${STATED}) = ROW(${qualified('EXCLUDED')})
       RETURNING id, (xmax = 0) AS fresh
     )
     SELECT (SELECT count(*) FROM same)::int AS unchanged, count(*) FILTER (WHERE fresh)::int AS inserted,
       count(*) FILTER (WHERE NOT fresh)::int AS updated FROM written`,
    [source],
  )) as Omit<AwardMergeCounts, 'retracted'>[];
  await runner.query(
    `DELETE FROM award_source cited USING incoming_award s
     WHERE cited.award = s.id AND cited.source = $1 AND cited.locator <> s.locator`,
    [source],
  );
  await runner.query(
    `INSERT INTO award_source (award, source, locator) SELECT id, $1, locator FROM incoming_award
     ON CONFLICT DO NOTHING`,
    [source],
  );
  await runner.query('DROP TABLE incoming_award');
  return { unchanged: 0, inserted: 0, updated: 0, ...counts, retracted };
}

/** Retracts every award of a source. */
export function retractAwards(runner: QueryRunner, source: string): Promise<number> {
  return retractAwardsBut(runner, source, undefined);
}

async function retractAwardsBut(
  runner: QueryRunner,
  source: string,
  kept: string | undefined,
): Promise<number> {
  const gone =
    kept === undefined ? '' : `AND NOT EXISTS (SELECT FROM ${kept} AS kept WHERE kept.id = cited.award)`;
  const [row] = (await runner.query(
    `WITH gone AS (
       DELETE FROM award USING award_source cited
       WHERE cited.award = award.id AND cited.source = $1 ${gone} RETURNING award.id
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
