import type { QueryRunner } from 'typeorm';

/** Waits until no other import writes to this schema, and keeps others waiting until the transaction ends. */
export async function lockImports(runner: QueryRunner): Promise<void> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon import ' || current_schema()))`);
}
