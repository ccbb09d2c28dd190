import type { QueryRunner } from 'typeorm';

/**
 * One writer of the directory at a time, to the end of the transaction: imports, merges and the bundled report each
 * match what they bring against what is stored. Importers take the same lock.
 */
export async function lockDirectory(runner: Pick<QueryRunner, 'query'>): Promise<void> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon import ' || current_schema()))`);
}
