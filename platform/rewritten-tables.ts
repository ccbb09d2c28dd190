import type { QueryRunner } from 'typeorm';

/** The file of each table of a schema, by its name: a migration that writes a table anew gives it another. */
export type TableFiles = ReadonlyMap<string, string>;

export async function tableFiles(runner: QueryRunner, schema: string): Promise<TableFiles> {
  const rows = (await runner.query(
    `SELECT c.relname AS name, c.relfilenode::text AS file
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'r'`,
    [schema],
  )) as { name: string; file: string }[];
  return new Map(rows.map(({ name, file }) => [name, file]));
}

/**
 * Vacuums the tables that have another file than before. PostgreSQL forgets of a table written anew which rows everybody
 * sees, and its indexes no longer answer by themselves; autovacuum counts changed rows, of which there are none.
 * Must run outside a transaction.
 */
export async function vacuumRewritten(
  runner: QueryRunner,
  schema: string,
  before: TableFiles,
): Promise<void> {
  for (const [name, file] of await tableFiles(runner, schema)) {
    if (!before.has(name) || before.get(name) === file) continue;
    await runner.query(`VACUUM (ANALYZE) "${schema}"."${name}"`);
  }
}
