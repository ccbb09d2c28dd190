import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A flow has one source and stands in it under an external id: what a corrected file updates by. Earlier rows get
 * theirs from their first citation and their own id.
 */
const FLOW_SOURCE = [
  `ALTER TABLE flow
     ADD COLUMN source text COLLATE "C" REFERENCES source,
     ADD COLUMN external_id text COLLATE "C",
     ADD COLUMN locator text NOT NULL DEFAULT '',
     ADD COLUMN batch text COLLATE "C"`,
  `UPDATE flow f SET source = cited.source, locator = cited.locator,
     external_id = CASE WHEN starts_with(f.id, 'flow:' || cited.source || '-')
       THEN substr(f.id, length('flow:' || cited.source || '-') + 1) ELSE substr(f.id, 6) END
   FROM (SELECT DISTINCT ON (flow_id) * FROM flow_source ORDER BY flow_id, source, locator) AS cited
   WHERE cited.flow_id = f.id`,
  `ALTER TABLE flow
     ALTER COLUMN source SET NOT NULL,
     ALTER COLUMN external_id SET NOT NULL,
     ADD CONSTRAINT flow_external_id_once UNIQUE (source, external_id)`,
  `DROP TABLE flow_source`,
];

/** Input batches of a transformation: what `trace` goes along. */
const FLOW_INPUT = `
  CREATE TABLE flow_input (
    flow_id text COLLATE "C" NOT NULL REFERENCES flow ON DELETE CASCADE,
    batch text COLLATE "C" NOT NULL,
    PRIMARY KEY (flow_id, batch)
  )`;

/** Sums count whole numbers: grams where the flow converts to tonnes, else 10^-6 of its unit. */
const FLOW_AMOUNT = [
  `ALTER TABLE flow
     ADD COLUMN amount bigint NOT NULL
       GENERATED ALWAYS AS ((COALESCE(tonnes, quantity) * 1000000)::bigint) STORED,
     ADD COLUMN several_months boolean NOT NULL
       GENERATED ALWAYS AS (
         EXTRACT(year FROM period_start) <> EXTRACT(year FROM period_end)
         OR EXTRACT(month FROM period_start) <> EXTRACT(month FROM period_end)) STORED`,
  // A flow inside one month is its own part: most deliveries are of one day.
  `DELETE FROM flow_month m USING flow f WHERE f.id = m.flow_id AND NOT f.several_months`,
];

/** Every flow by calendar month, whichever way its parts are kept. */
const FLOW_PART = `
  CREATE VIEW flow_part AS
  SELECT id AS flow_id, date_trunc('month', period_start::timestamp)::date AS month, period_start AS first_day,
    (period_end - period_start + 1)::smallint AS days,
    CASE WHEN factor IS NOT NULL THEN amount END AS grams,
    CASE WHEN factor IS NULL THEN amount END AS amount
  FROM flow WHERE NOT several_months
  UNION ALL
  SELECT flow_id, month, first_day, days, grams, amount FROM flow_month`;

/** What an import keeps of itself; the same columns wherever sources are. */
const BOOKKEEPING = [
  `ALTER TABLE source
     ADD COLUMN kind text NOT NULL DEFAULT 'REFERENCE'
       CONSTRAINT source_kind_known CHECK (kind IN ('REPORT', 'IMPORT', 'FACTOR', 'REFERENCE')),
     ADD COLUMN imported_at timestamptz,
     ADD COLUMN file_name text,
     ADD COLUMN file_hash text,
     ADD COLUMN row_count bigint CONSTRAINT source_row_count_positive CHECK (row_count >= 0),
     ADD COLUMN subject text
       CONSTRAINT source_subject_known CHECK (subject IN ('flows', 'impact', 'awards'))`,
  `UPDATE source SET kind = 'FACTOR' WHERE slug IN (SELECT factor_source FROM flow)`,
  `UPDATE source SET kind = 'REPORT' WHERE slug = 'gt4-2022'`,
];

const INDEXES = [
  'CREATE INDEX flow_by_batch ON flow (batch) WHERE batch IS NOT NULL',
  'CREATE INDEX flow_input_by_batch ON flow_input (batch)',
];

/** Flows by (source, external id), months only where a flow has several, input batches, bookkeeping of imports. */
export class Scale1767000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...FLOW_SOURCE,
      FLOW_INPUT,
      ...FLOW_AMOUNT,
      FLOW_PART,
      ...BOOKKEEPING,
      ...INDEXES,
    ]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `DROP TABLE flow_input`,
      `DROP VIEW flow_part`,
      `INSERT INTO flow_month (flow_id, month, first_day, days, grams, amount)
       SELECT id, date_trunc('month', period_start::timestamp)::date, period_start, period_end - period_start + 1,
         CASE WHEN factor IS NOT NULL THEN amount END, CASE WHEN factor IS NULL THEN amount END
       FROM flow WHERE NOT several_months`,
      `CREATE TABLE flow_source (
         flow_id text COLLATE "C" NOT NULL REFERENCES flow ON DELETE CASCADE,
         source text COLLATE "C" NOT NULL REFERENCES source,
         locator text NOT NULL DEFAULT '',
         PRIMARY KEY (flow_id, source, locator)
       )`,
      `INSERT INTO flow_source SELECT id, source, locator FROM flow`,
      `CREATE INDEX flow_source_by_source ON flow_source (source)`,
      `ALTER TABLE flow DROP COLUMN source, DROP COLUMN external_id, DROP COLUMN locator, DROP COLUMN batch,
         DROP COLUMN amount, DROP COLUMN several_months`,
      `ALTER TABLE source DROP COLUMN kind, DROP COLUMN imported_at, DROP COLUMN file_name, DROP COLUMN file_hash,
         DROP COLUMN row_count, DROP COLUMN subject`,
    ]) {
      await runner.query(statement);
    }
  }
}
