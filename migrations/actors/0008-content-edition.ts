import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the exports of actors and projects are made of; territories belong to them by their names and places. */
const PUBLISHED = [
  'source',
  'territory',
  'territory_closure',
  'territory_alias',
  'actor',
  'actor_status',
  'actor_network',
  'actor_source',
  'actor_area',
  'actor_redirect',
  'chain_activity',
  'project',
  'project_activity',
  'project_territory',
  'project_actor',
  'project_source',
];

/** One row: which state of the published tables this is. A reader of a snapshot sees the edition of that snapshot. */
const TABLE = `
  CREATE TABLE content_edition (
    only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT content_edition_only_row CHECK (only_row),
    -- Random rather than counted: a database restored from a copy must not give an old name to new content.
    edition uuid NOT NULL DEFAULT gen_random_uuid(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by xid8 NOT NULL DEFAULT pg_current_xact_id()
  )`;

/**
 * A new edition a transaction that writes, however many statements it has. Before the statement and not after it:
 * writers of the schema then wait for each other here, before they hold any row that another one wants.
 */
const RENEW = `
  CREATE FUNCTION renew_content_edition() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    EXECUTE format('UPDATE %I.content_edition SET edition = gen_random_uuid(), changed_at = now(),
      changed_by = pg_current_xact_id() WHERE changed_by <> pg_current_xact_id()', TG_TABLE_SCHEMA);
    RETURN NULL;
  END $function$`;

/** What tells a partner, by one row read, that nothing changed since it last asked. */
export class ContentEdition1767000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query('INSERT INTO content_edition DEFAULT VALUES');
    await runner.query(RENEW);
    for (const table of PUBLISHED) {
      await runner.query(`
        CREATE TRIGGER renew_content_edition BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION renew_content_edition()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of PUBLISHED) await runner.query(`DROP TRIGGER renew_content_edition ON ${table}`);
    await runner.query('DROP FUNCTION renew_content_edition');
    await runner.query('DROP TABLE content_edition');
  }
}
