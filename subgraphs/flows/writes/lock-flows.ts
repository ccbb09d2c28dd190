import type { QueryRunner } from 'typeorm';

/**
 * One writer at a time until the transaction ends, for rollups are sums over all sources. The second of two imports
 * waits here, and reads what the first has committed: under READ COMMITTED each statement sees the database as it
 * then is.
 */
export async function lockFlows(runner: QueryRunner): Promise<void> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon flows'))`);
}
